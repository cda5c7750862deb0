"""The glossary joins what the screen, the code and the translation call the same thing."""

import re
from pathlib import Path
from xml.etree import ElementTree

from app.domain import RECORD_TYPES
from resources import path

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
# Danish | `Code` | FHIR | English | what it is
ROW = re.compile(
    r"^\| (?P<danish>[^|]+) \| `(?P<code>\w+)` \| (?P<fhir>[^|]+) \| (?P<english>[^|]+) \| [^|]+ \|$", re.M
)


def rows() -> list[re.Match[str]]:
    return list(ROW.finditer(GLOSSARY.read_text(encoding="utf-8")))


def english() -> dict[str, str]:
    """Return the English of every record's label."""
    root = ElementTree.parse(path("translations/enplan_en.ts")).getroot()  # noqa: S314  # a file of this repository
    record = next(each for each in root.iter("context") if each.findtext("name") == "record")
    return {each.findtext("source", ""): each.findtext("translation", "") for each in record.iter("message")}


def test_every_record_type_is_in_the_glossary_under_its_danish_name() -> None:
    told = {row["code"]: row["danish"] for row in rows()}

    assert told == {each.record.__name__: str(each.label) for each in RECORD_TYPES}


def test_the_english_of_the_glossary_is_the_english_of_the_screen() -> None:
    told = {row["danish"]: row["english"] for row in rows()}

    assert told == english()
