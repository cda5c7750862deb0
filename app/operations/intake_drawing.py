"""A drawing taken in: what an Excalidraw file shows becomes a board of a citizen's plan, in one act."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.changes.attached import LARGEST as LARGEST_FILE
from app.changes.attached import seal
from app.domain import ITEM_TYPES
from app.domain.attachment import Attachment
from app.domain.board import BOARD, Axis, Board
from app.domain.citizen import CITIZEN
from app.domain.danish import one_line
from app.domain.media import media_of
from app.domain.record import Record, RecordType
from app.domain.source_fact import SOURCE_FACT, SourceFact, continuation, fact_id
from app.domain.values import TITLE_LENGTH
from app.errors import EnplanError, EnvironmentTrouble, UserError
from app.ids import citizen_record
from app.intake.excalidraw import LARGEST, Scene, is_drawing, read_scene
from app.intake.excalidraw_custom import own_of, shown_by
from app.intake.excalidraw_own import board_of, edits_of, trusted
from app.intake.excalidraw_things import Sort, Taken, Thing, picture_id, taken, thing_id
from app.intake.fact import Outcome
from app.operations.attachments import put_attachment
from app.operations.drawing_report import DrawingReport, row_of, unreadable_rows
from app.operations.intake_report import REFUSED, Rows
from app.operations.plans import stand_plan
from app.queries.drawings import RESOURCE
from app.store.reader import Reader
from app.store.store import Store
from app.store.transaction import Transaction
from app.texts import in_danish, mark, say

__all__ = ["import_drawing", "import_drawings", "import_scene", "is_drawing"]

ACT = mark("act", "Hent tegning")
_NOBODY = mark("excalidraw", "Borgeren findes ikke på denne pc. Kontrollér id’et, eller hent data først.")
_NO_FILE = mark("excalidraw", "Filen kan ikke åbnes. Se efter, om den stadig ligger der.")
_NO_NAME = mark("excalidraw", "Tegning")
_PICTURE_NAME = mark("excalidraw", "Billede {number} på «{board}»")
_BODY = 60_000
"""Characters of a document in one source fact; more would not fit into one change in any script."""
_THINGS_AT_ONCE = 150
_BYTES_AT_ONCE = 100_000
_TYPES: Mapping[str, RecordType[Any]] = {str(each.type): each for each in ITEM_TYPES}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """A drawing on its way onto a board; `fact` is the source fact that keeps it, the board's `number`-th."""

    scene: Scene
    citizen: str
    board: str
    title: str
    fact: str
    number: int
    made: tuple[Taken, ...]


def import_drawing(store: Store, path: Path, *, citizen: str) -> DrawingReport:
    """Lay what the file at *path* shows on a board of its own, called as the file; return what became of each thing.

    A drawing that Enplan wrote goes back onto its board: what was altered in Excalidraw is altered there, what is new
    is added, and nothing is deleted. A second run of the same file changes nothing. Raises UserError, in words, for
    a file that is no drawing, broken or too large, and for a citizen who is not here.
    """
    return import_scene(store, read_scene(_content(path)), name=path.stem, citizen=citizen, path=str(path))


def import_drawings(
    store: Store, paths: Sequence[Path], *, citizen: str, rows: Rows | None = None
) -> tuple[DrawingReport, ...]:
    """Take in each of *paths* as `import_drawing` does; one that is refused leaves the others alone."""
    reports = []
    for path in paths:
        try:
            report = import_drawing(store, path, citizen=citizen)
        except EnplanError as refused:
            report = DrawingReport(path=str(path), status=REFUSED, reason=refused.message())
        reports.append(report)
        if rows is not None and report.resources:
            rows(report, report.resources)
        if rows is not None:
            rows(report, ())
    return tuple(reports)


def import_scene(store: Store, scene: Scene, *, name: str, citizen: str, path: str = "") -> DrawingReport:
    """Do what `import_drawing` does with a scene that was read, called *name*."""
    with in_danish(), store.reader() as reader:
        if reader.get(CITIZEN, citizen) is None:
            raise UserError(_NOBODY)
        drawing = _drawing(reader, scene, name=name, citizen=citizen)
        stands = _stands(reader, drawing.board) and (_stands(reader, drawing.fact) or not _has_news(drawing))
    left = frozenset[str]() if stands else _write(store, drawing)
    outcome = Outcome.SAME if stands else Outcome.MAPPED
    report = DrawingReport(path=path, board=drawing.board, title=drawing.title)
    report.take_all(
        [*(row_of(each, scene, outcome, left=left) for each in drawing.made), *unreadable_rows(scene)], drawing.made
    )
    return report


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as failed:
        raise EnvironmentTrouble(_NO_FILE) from failed


def _drawing(reader: Reader, told: Scene, *, name: str, citizen: str) -> _Drawing:
    """Return the drawing with its board: the one it came from, else one that its content names."""
    scene = trusted(told, _records(reader, told, citizen))
    known = board_of(scene)
    held = reader.get(BOARD, known) if known else None
    board = held.id if held is not None and held.citizen == citizen else None
    identity = board or citizen_record(citizen, f"excalidraw {scene.digest}")
    return _Drawing(
        scene=scene,
        citizen=citizen,
        board=identity,
        title=(held.title if held else None) or (one_line(name) or say(_NO_NAME))[:TITLE_LENGTH],
        fact=fact_id(citizen, thing_id(identity, f"document {scene.digest}")),
        number=1 + sum(each.resource_type == RESOURCE for each in reader.all(SOURCE_FACT, parent=identity)),
        made=tuple(taken(scene, board=identity)),
    )


def _records(reader: Reader, scene: Scene, citizen: str) -> dict[str, Record]:
    """Return the records of *citizen* that elements say they show."""
    told = {identity for each in scene.elements if (identity := shown_by(each))}
    return {each.id: each for each in reader.some(sorted(told)) if each.citizen == citizen and not each.deleted}


def _stands(reader: Reader, identity: str) -> bool:
    held = reader.record(identity)
    return held is not None and not held.deleted


def _has_news(drawing: _Drawing) -> bool:
    """Tell whether the file has anything that was not written into it by Enplan as it stands there."""
    return _is_kept(drawing) or bool(edits_of(drawing.made))


def _is_kept(drawing: _Drawing) -> bool:
    """Tell whether Excalidraw knows of anything here that the plan cannot write again."""
    return any(each.things and not own_of(each.element.raw).get("native") for each in drawing.made)


def _write(store: Store, drawing: _Drawing) -> frozenset[str]:
    """Write the board, what lies on it, its pictures and the document, as one act; return whose texts were left."""
    pictures = list(_pictures(drawing))
    with store.transact_in_parts(ACT) as act:
        with act.part() as transaction:
            stand_plan(transaction, drawing.citizen)
            if not _stands(transaction.reader, drawing.board):
                board = Board(title=drawing.title, axis=Axis.FREE)
                _lay(transaction, BOARD, drawing.board, BOARD.written(board), citizen=drawing.citizen)
        known = {identity for each in drawing.made if (identity := shown_by(each.element))}
        for some in _portions(drawing.made):
            with act.part() as transaction:
                for thing in some:
                    _lay_thing(transaction, thing, drawing, known)
        with act.part() as transaction:
            left = _alter(transaction, drawing)
        for some_bodies in _documents(drawing) if _is_kept(drawing) else ():
            with act.part() as transaction:
                for identity, fields in some_bodies:
                    _lay(transaction, SOURCE_FACT, identity, fields, citizen=drawing.citizen)
        for identity, name, content in pictures:
            with act.part() as transaction:
                _attach(transaction, identity, name, content, drawing=drawing)
    return left


def _portions(made: Iterable[Taken]) -> Iterable[list[Thing]]:
    some: list[Thing] = []
    size = 0
    for thing in (thing for each in made for thing in each.things):
        length = len(json.dumps(dict(thing.fields)))
        if some and (len(some) == _THINGS_AT_ONCE or size + length > _BYTES_AT_ONCE):
            yield some
            some, size = [], 0
        some.append(thing)
        size += length
    if some:
        yield some


def _lay_thing(transaction: Transaction, thing: Thing, drawing: _Drawing, known: set[str]) -> None:
    """Write what is new; what the plan holds already is altered only where it was altered in Excalidraw."""
    if thing.id in known or thing.fields.get("item") in known:
        return
    kind = _TYPES.get(str(thing.fields.get("type")), thing.type)
    _lay(transaction, kind, thing.id, thing.fields, citizen=drawing.citizen)


def _lay(
    transaction: Transaction, kind: RecordType[Any], identity: str, fields: Mapping[str, Any], *, citizen: str
) -> None:
    """Let a record show *fields*: a new one, or one that stands again after the act was taken back."""
    held = transaction.reader.record(identity)
    if held is None:
        transaction.put(kind, kind.read(fields, id=identity), citizen=citizen)
    elif held.deleted:
        transaction.revive(held)


def _alter(transaction: Transaction, drawing: _Drawing) -> frozenset[str]:
    """Set what was altered in Excalidraw since Enplan wrote the file, and return the records of which a text was left.

    A text that somebody has altered here meanwhile stays.
    """
    left: set[str] = set()
    for identity, edited in edits_of(drawing.made).items():
        held = transaction.reader.record(identity)
        if held is None and "item" in edited.fields:
            transaction.put(edited.type, edited.type.read(edited.fields, id=identity), citizen=drawing.citizen)
        elif held is not None and not held.deleted and held.citizen == drawing.citizen:
            wanted = edited.type.read(edited.fields)
            fields = {name: getattr(wanted, name) for name in edited.fields if name not in ("board", "item")}
            kept = [name for name, told in edited.before.items() if getattr(held, name) not in (told, fields[name])]
            left |= {identity} if kept else set()
            transaction.edit(held, **{name: value for name, value in fields.items() if name not in kept})
    return frozenset(left)


def _documents(drawing: _Drawing) -> Iterable[list[tuple[str, dict[str, Any]]]]:
    """Yield the records that keep the drawing as Excalidraw has it, as many at once as fit."""
    body = drawing.scene.document
    parts = [body[at : at + _BODY] for at in range(0, len(body), _BODY)]
    head = SourceFact(
        resource_type=RESOURCE,
        resource_id=drawing.scene.digest,
        known_as=drawing.board,
        title=drawing.title,
        state=f"{drawing.number:04}",
        told=drawing.board,
        digest=drawing.scene.digest,
        body=parts[0],
    )
    yield [(drawing.fact, SOURCE_FACT.written(head))]
    for number, part in enumerate(parts[1:], start=1):
        yield [(continuation(drawing.fact, number), {"continues": drawing.fact, "body": part})]


def _pictures(drawing: _Drawing) -> Iterable[tuple[str, str, bytes]]:
    """Yield id, name and bytes of each picture that lies on the board."""
    shown = [str(each.element.raw.get("fileId")) for each in drawing.made if each.sort == Sort.PICTURE]
    for number, name in enumerate(dict.fromkeys(shown), start=1):
        picture = drawing.scene.files.get(name)
        if picture is not None and len(picture.content) <= LARGEST_FILE:
            title = say(_PICTURE_NAME, number=number, board=drawing.title)[:TITLE_LENGTH]
            yield picture_id(drawing.board, name), title, picture.content


def _attach(transaction: Transaction, identity: str, name: str, content: bytes, *, drawing: _Drawing) -> None:
    held = transaction.reader.record(identity)
    if held is not None:
        if held.deleted:
            transaction.revive(held)
        return
    board = transaction.reader.record(drawing.board)
    told = Attachment(id=identity, item=drawing.board, name=name, media=media_of(content), size=len(content))
    put_attachment(transaction, told, seal(content), beside=board)
