"""Intake: reading files from other systems. A new format is one file here and one line in IMPORTERS."""

from app.intake.fhir_r4 import FhirR4
from app.intake.importer import Importer

IMPORTERS: tuple[Importer, ...] = (FhirR4(),)


def importer_for(name: str, head: bytes) -> Importer | None:
    """Return the importer of the file *name*, whose first bytes are *head*; None where none knows it."""
    return next((each for each in IMPORTERS if each.sniff(name, head)), None)
