"""Records: what a plan is made of. A new type of record is one file here and one line in RECORD_TYPES."""

from collections.abc import Mapping
from typing import Any

from app.domain.actor import ACTOR
from app.domain.agreement import AGREEMENT
from app.domain.attachment import ATTACHMENT
from app.domain.board import BOARD, PLACEMENT
from app.domain.citizen import CITIZEN, CONTACT_POINT, IDENTIFIER, RELATIVE
from app.domain.concern import CONCERN
from app.domain.connector import CONNECTOR
from app.domain.consent import CONSENT
from app.domain.directory import ORGANISATION, PROFESSIONAL
from app.domain.disagreement import DISAGREEMENT
from app.domain.drawing import FRAME, INK, LABEL
from app.domain.goal import GOAL, SUBGOAL
from app.domain.idea import IDEA
from app.domain.intervention import INTERVENTION
from app.domain.late_work import LATE_WORK
from app.domain.look_up import LOOK_UP
from app.domain.measurement import MEASUREMENT
from app.domain.meeting import MEETING, PARTICIPATION
from app.domain.note import NOTE
from app.domain.plan import PLAN
from app.domain.rating import RATING
from app.domain.record import Kind, RecordType
from app.domain.source_fact import SOURCE_FACT
from app.domain.strength import STRENGTH
from app.domain.wish import WISH

RECORD_TYPES: tuple[RecordType[Any], ...] = (
    CITIZEN,
    IDENTIFIER,
    CONTACT_POINT,
    RELATIVE,
    PLAN,
    IDEA,
    WISH,
    GOAL,
    SUBGOAL,
    INTERVENTION,
    AGREEMENT,
    CONCERN,
    STRENGTH,
    ACTOR,
    MEETING,
    PARTICIPATION,
    DISAGREEMENT,
    RATING,
    CONSENT,
    NOTE,
    ATTACHMENT,
    MEASUREMENT,
    BOARD,
    PLACEMENT,
    CONNECTOR,
    INK,
    FRAME,
    LABEL,
    SOURCE_FACT,
    ORGANISATION,
    PROFESSIONAL,
    LATE_WORK,
    LOOK_UP,
)


def _kinds(types: tuple[RecordType[Any], ...]) -> Mapping[str, Kind]:
    names = dict.fromkeys(each.kind for each in types)
    return {name: Kind(name=name, types=tuple(each for each in types if each.kind == name)) for name in names}


KINDS: Mapping[str, Kind] = _kinds(RECORD_TYPES)
ITEM_TYPES: tuple[RecordType[Any], ...] = KINDS["item"].types
