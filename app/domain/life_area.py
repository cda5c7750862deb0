"""Livsområder: our own short list in everyday words, with the ICF codes and FFB groups each covers."""

from dataclasses import dataclass
from enum import StrEnum

from app.texts import Text, mark


class LifeArea(StrEnum):
    """A part of a citizen's life; the values never change."""

    BODY = "body"
    SLEEP = "sleep"
    MOOD = "mood"
    FOCUS = "focus"
    DAYS = "days"
    PRESSURE = "pressure"
    SPEECH = "speech"
    MOVING = "moving"
    SELF_CARE = "self_care"
    HOME = "home"
    MONEY = "money"
    FAMILY = "family"
    FRIENDS = "friends"
    SCHOOL = "school"
    WORK = "work"
    LEISURE = "leisure"
    HABITS = "habits"
    SAFETY = "safety"
    HELPERS = "helpers"
    SYSTEMS = "systems"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeAreaText:
    """How a life area is told: label, the question to the citizen, ICF codes covered."""

    area: LifeArea
    label: Text
    question: Text
    icf: str


def _area(area: LifeArea, label: Text, question: Text, icf: str) -> LifeAreaText:
    return LifeAreaText(area=area, label=label, question=question, icf=icf)


LIFE_AREAS: tuple[LifeAreaText, ...] = (
    _area(
        LifeArea.BODY,
        mark("life area", "Krop og helbred"),
        mark("life area", "Hvordan har du det i kroppen?"),
        "b1-b8 d570",
    ),
    _area(
        LifeArea.SLEEP,
        mark("life area", "Søvn og kræfter"),
        mark("life area", "Sover du, og har du kræfter til dagen?"),
        "b130 b134",
    ),
    _area(
        LifeArea.MOOD,
        mark("life area", "Humør og tanker"),
        mark("life area", "Hvordan har du det med dig selv?"),
        "b152",
    ),
    _area(
        LifeArea.FOCUS,
        mark("life area", "Huske og samle sig"),
        mark("life area", "Kan du holde fast i det, du er i gang med?"),
        "b140 b144 d160",
    ),
    _area(
        LifeArea.DAYS,
        mark("life area", "Få dagen til at hænge sammen"),
        mark("life area", "Hvad lykkes på en almindelig dag?"),
        "d230",
    ),
    _area(
        LifeArea.PRESSURE,
        mark("life area", "Pres og forandring"),
        mark("life area", "Hvad gør du, når det bliver for meget?"),
        "d240",
    ),
    _area(
        LifeArea.SPEECH,
        mark("life area", "Tale og forstå"),
        mark("life area", "Bliver du forstået, og forstår du os?"),
        "d310-d350",
    ),
    _area(
        LifeArea.MOVING,
        mark("life area", "Komme rundt"),
        mark("life area", "Kan du komme derhen, hvor du skal?"),
        "d450-d475",
    ),
    _area(
        LifeArea.SELF_CARE,
        mark("life area", "Klare mig selv"),
        mark("life area", "Hvad klarer du selv med bad, tøj og mad?"),
        "d510-d560",
    ),
    _area(
        LifeArea.HOME,
        mark("life area", "Hjemmet"),
        mark("life area", "Hvordan fungerer det derhjemme?"),
        "d610-d650",
    ),
    _area(
        LifeArea.MONEY,
        mark("life area", "Penge og post"),
        mark("life area", "Har du styr på økonomi og post?"),
        "d860-d870",
    ),
    _area(
        LifeArea.FAMILY,
        mark("life area", "Familie"),
        mark("life area", "Hvem er der i din familie, og hvordan går det?"),
        "d760 e310",
    ),
    _area(
        LifeArea.FRIENDS,
        mark("life area", "Venner og fællesskab"),
        mark("life area", "Hvem ser du, og hvem vil du gerne se?"),
        "d750 d910",
    ),
    _area(
        LifeArea.SCHOOL,
        mark("life area", "Skole og uddannelse"),
        mark("life area", "Hvad vil du gerne lære?"),
        "d820-d830",
    ),
    _area(
        LifeArea.WORK,
        mark("life area", "Arbejde"),
        mark("life area", "Hvad vil du gerne arbejde med, og hvad skal der til?"),
        "d845-d850",
    ),
    _area(
        LifeArea.LEISURE,
        mark("life area", "Fritid og lyst"),
        mark("life area", "Hvad gør dig glad?"),
        "d920",
    ),
    _area(
        LifeArea.HABITS,
        mark("life area", "Rusmidler og vaner"),
        mark("life area", "Fylder alkohol, stoffer eller spil?"),
        "",
    ),
    _area(
        LifeArea.SAFETY,
        mark("life area", "Tryghed"),
        mark("life area", "Er du tryg, hvor du er?"),
        "e3 e4",
    ),
    _area(
        LifeArea.HELPERS,
        mark("life area", "Hjælpere"),
        mark("life area", "Hvem hjælper dig, og er det den rigtige hjælp?"),
        "e340 e355 e360",
    ),
    _area(
        LifeArea.SYSTEMS,
        mark("life area", "Regler og systemer"),
        mark("life area", "Hvad spænder ben udefra?"),
        "e570 e580 e590",
    ),
)

_BY_AREA = {text.area: text for text in LIFE_AREAS}


def life_area(area: LifeArea) -> LifeAreaText:
    """Return how *area* is told."""
    return _BY_AREA[area]
