"""Intake: files from other systems become citizens, plans and what is kept beside them."""

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

from app.clock import today
from app.errors import EnplanError, UserError
from app.intake import importer_for
from app.intake.excalidraw import is_drawing
from app.intake.fact import Fact, Refused
from app.intake.fhir_r4 import FhirR4
from app.intake.json_stream import Unreadable
from app.intake.survey import Survey
from app.operations.intake_citizens import Citizens
from app.operations.intake_ledger import Ledger
from app.operations.intake_report import READ, REFUSED, FileReport, Report, ResourceReport, Rows
from app.operations.intake_writing import Result, Writing
from app.store.store import Store
from app.texts import in_danish, mark, say

ACT = mark("act", "Hent fra fil")
NO_FILE = mark("intake", "Filen kan ikke åbnes. Se efter, om den stadig ligger der.")
A_DRAWING = mark(
    "intake",
    "Filen er en tegning fra Excalidraw. Åbn tavlen hos den borger, den hører til, og slip filen på den.",
)
CANCELLED = mark("intake", "Læsningen blev afbrudt. Vælg filerne igen.")
CANCELLED_WITHIN = mark(
    "intake", "Læsningen blev afbrudt. {count} oplysninger er gemt; hent filen igen, så kommer resten med."
)
MAY_NOT_CREATE = mark(
    "intake",
    "Filerne har borgere, som ikke findes her, og din rolle må ikke oprette borgere. "
    "Bed en sagsbehandler om at oprette dem; intet er hentet.",
)

MAY_CREATE = "may_create"
"""The setting by which the server has told whether this user makes citizens; absent without a server."""
_HEAD = 4096

WHOLE_BYTES = 8_000_000
"""Bytes of the largest file that is saved as a whole or not at all; a larger one is saved in parts, each an act."""
_FACTS_AT_ONCE = 25
"""Resources between two steps of a run."""
_PART_FACTS = 100
"""Resources in one part of a large file."""
_ALL = 1_000

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done."""
Steps = Generator[tuple[int, int], None, "Report"]
"""A run that stops now and then, saying how far it has come; nothing is half written while it stops."""


def import_files(
    store: Store,
    paths: Sequence[Path],
    *,
    source: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    rows: Rows | None = None,
) -> Report:
    """Take in *paths*, whose order does not matter: what they tell of each other is learnt before anything is written.

    *source* names the system they are all from. One file that cannot be read leaves the others alone. A second run
    of the same files changes nothing. *rows* is told of every resource; the report lists only so many.
    Raises UserError where citizens would have to be made and may not be.
    """
    steps = importing(store, paths, source=source, cancelled=cancelled, rows=rows)
    while True:
        try:
            done, of = next(steps)
        except StopIteration as end:
            report: Report = end.value
            return report
        if progress is not None:
            progress(done, of)


def importing(
    store: Store,
    paths: Sequence[Path],
    *,
    source: str | None = None,
    cancelled: Callable[[], bool] | None = None,
    rows: Rows | None = None,
) -> Steps:
    """Do what `import_files` does, a step at a time: others may write in between.

    A file that is being written holds the writer to its end, unless it is larger than WHOLE_BYTES. What is saved
    when *cancelled* says so stays.
    """
    steps = _Run(store, source, cancelled or _never, rows or _untold).take(list(dict.fromkeys(paths)))
    try:
        while True:
            with in_danish():  # words of ours go into the plan, whatever language the screen is in
                try:
                    step = next(steps)
                except StopIteration as end:
                    report: Report = end.value
                    return report
            yield step
    finally:
        steps.close()


class _Run:
    """One run over some files."""

    def __init__(self, store: Store, source: str | None, cancelled: Callable[[], bool], rows: Rows) -> None:
        self._store = store
        self._rows = rows
        self._source = source
        self._cancelled = cancelled
        self._today = today(store.clock)
        self._bytes = 1
        self._before = 0
        self._at = 0

    def take(self, paths: list[Path]) -> Steps:
        """Read all files twice: to learn, and to write."""
        files = {path: FileReport(path=str(path)) for path in paths}
        self._bytes = max(2 * sum(_size(path) for path in paths), 1)
        survey = yield from self._survey(files)
        with Ledger(self._store, name=ACT) as ledger:
            self._refuse_new_citizens(survey, ledger)
            writing = Writing(survey, ledger)
            for path, report in files.items():
                if report.status == READ:
                    yield from self._write(path, report, writing)
                if report.reason:  # what the writing knew of the file is not here
                    ledger.give_up()
                    writing = Writing(survey, ledger)
                self._rows(report, ())
                self._before += _size(path)
                yield self._so_far()
        return Report(files=tuple(files.values()))

    def _survey(self, files: dict[Path, FileReport]) -> Generator[tuple[int, int], None, Survey]:
        """Learn what all readable files tell; a file that breaks off counts for nothing, so learning starts again."""
        survey = Survey()
        self._before = 0
        for path, report in files.items():
            if report.status == READ:
                try:
                    for number, fact in enumerate(self._read(path)):
                        if isinstance(fact, Fact):
                            survey.add(fact)
                        if number % _FACTS_AT_ONCE == 0:
                            yield self._so_far()
                except (EnplanError, OSError) as trouble:
                    report.status = REFUSED
                    report.reason = trouble.message() if isinstance(trouble, EnplanError) else say(NO_FILE)
                    return (yield from self._survey(files))
            self._before, self._at = self._before + _size(path), 0
            yield self._so_far()
        survey.settle()
        return survey

    def _read(self, path: Path) -> Iterator[Fact | Refused]:
        if is_drawing(path.name):
            raise UserError(A_DRAWING)
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            importer = importer_for(path.name, head) or FhirR4()
            for number, fact in enumerate(importer.read(stream, source=self._source, today=self._today)):
                if number % _FACTS_AT_ONCE == 0 and self._cancelled():
                    raise Cancelled
                self._at = stream.tell()
                yield fact

    def _write(self, path: Path, report: FileReport, writing: Writing) -> Generator[tuple[int, int], None, None]:
        """Write a file: whole, or in parts where it is large."""
        is_whole = _size(path) <= WHOLE_BYTES
        made: list[ResourceReport] = []
        try:
            for number, fact in enumerate(self._read(path)):
                if not is_whole and number and number % _PART_FACTS == 0:
                    self._save(writing, report, made)
                    yield self._so_far()
                made.append(_reported(fact, writing))
        except (Unreadable, OSError) as trouble:
            kept = report.count
            report.status = READ if kept else REFUSED
            report.reason = say(CANCELLED_WITHIN, count=kept) if kept else _why(trouble)
        else:
            self._save(writing, report, made)
        self._at = 0

    def _save(self, writing: Writing, report: FileReport, made: list[ResourceReport]) -> None:
        """End an act and tell what it has *made*, which is emptied."""
        writing.end()
        report.take(made)
        if made:
            self._rows(report, made)
        made.clear()

    def _refuse_new_citizens(self, survey: Survey, ledger: Ledger) -> None:
        """Raise UserError where the server has told that this user makes no citizens, and a file has new ones."""
        if ledger.reader.setting(MAY_CREATE) != str(False):
            return
        citizens = Citizens(survey, ledger)
        if any(citizens.find(each) is None for each in survey.owners()):
            raise UserError(MAY_NOT_CREATE)

    def _so_far(self) -> tuple[int, int]:
        return min(_ALL * (self._before + self._at) // self._bytes, _ALL), _ALL


class Cancelled(Unreadable):
    """The user has stopped the reading."""

    def __init__(self) -> None:
        super().__init__(CANCELLED)


def _why(trouble: Unreadable | OSError) -> str:
    return trouble.message() if isinstance(trouble, EnplanError) else say(NO_FILE)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _reported(fact: Fact | Refused, writing: Writing) -> ResourceReport:
    if isinstance(fact, Refused):
        return ResourceReport(
            type=fact.type, id=fact.id, outcome=str(fact.outcome), reason=say(fact.reason, **fact.fields)
        )
    result: Result = writing.take(fact)
    return ResourceReport(
        type=sys.intern(fact.identity.type),
        id=fact.identity.id,
        outcome=str(result.outcome),
        record=result.record,
        reason=result.reason,
    )


def _never() -> bool:
    return False


def _untold(_report: FileReport, _rows: Sequence[ResourceReport]) -> None:
    pass
