"""FHIR: the plan as a document of FHIR R4 resources in JSON, for other systems."""

from datetime import UTC, datetime, time
from typing import BinaryIO

from app.clock import instant
from app.domain.record import Record
from app.export.r4.bundle import bundle
from app.export.r4.telling import Telling
from app.queries.snapshot import PlanSnapshot
from app.texts import mark


class FhirExporter:
    """Writes what the citizen's copy may tell; the same snapshot gives the same bytes."""

    id = "fhir"
    label = mark("export", "Planen til andre systemer (FHIR R4)")
    suffix = ".fhir.json"

    def write(self, snapshot: PlanSnapshot, out: BinaryIO) -> None:
        """Write the plan."""
        told = Telling(
            citizen=snapshot.citizen.id,
            at=instant(datetime.combine(snapshot.day, time(12), tzinfo=UTC)),
            mark=snapshot.edition.hash.hex(),
            records=tuple(_records(snapshot)),
        )
        out.write(bundle(told))


def _records(snapshot: PlanSnapshot) -> list[Record]:
    told = [each for area in snapshot.ratings for each in (area.citizen, area.worker, *area.cards) if each is not None]
    markers = list({each.id: each for each in told}.values())
    return [
        snapshot.citizen,
        *([snapshot.plan] if snapshot.plan else []),
        *snapshot.items,
        *snapshot.connectors,
        *snapshot.disagreements,
        *markers,
        *snapshot.participations,
        *snapshot.consents,
        *snapshot.relatives,
        *snapshot.identifiers,
    ]
