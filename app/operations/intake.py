"""Intake: files from other systems become citizens, plans and what is kept beside them."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from app.clock import today
from app.errors import EnplanError
from app.intake import importer_for
from app.intake.fact import Fact, Outcome, Refused
from app.intake.fhir_r4 import FhirR4
from app.intake.json_stream import Unreadable
from app.intake.survey import Survey
from app.operations.intake_ledger import Ledger
from app.operations.intake_writing import Result, Writing
from app.store.store import Store
from app.texts import in_danish, mark, say

ACT = mark("act", "Hent fra fil")
UNKNOWN_FORMAT = mark("intake", "Filen har et format, der ikke kan læses. Vælg en fil i FHIR R4 (JSON).")
NO_FILE = mark("intake", "Filen kan ikke åbnes. Se efter, om den stadig ligger der.")
CANCELLED = mark("intake", "Læsningen blev afbrudt. Vælg filerne igen.")
TWICE_NAMED = mark("intake", "Filen er nævnt to gange.")

READ = "read"
REFUSED = "refused"
_HEAD = 4096

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done; each file is two steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceReport:
    """What became of one resource; `record` shows it, `reason` is Danish."""

    type: str
    id: str
    outcome: str
    record: str | None = None
    reason: str | None = None


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What became of one file; `status` is read or refused."""

    path: str
    status: str
    reason: str | None = None
    resources: list[ResourceReport] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of all files of a run."""

    files: tuple[FileReport, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Return how many files were read and refused, and how many resources had each outcome."""
        files = Counter(each.status for each in self.files)
        outcomes = Counter(one.outcome for each in self.files for one in each.resources)
        return {
            "files_read": files[READ],
            "files_refused": files[REFUSED],
            **{str(each): outcomes[str(each)] for each in Outcome},
        }

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was refused."""
        return not self.totals["files_refused"] and not self.totals[str(Outcome.REFUSED)]

    def to_builtins(self) -> dict[str, Any]:
        """Return the report as JSON values; what is not told is left out."""
        files = [_without_nothing(msgspec.to_builtins(each)) for each in self.files]
        return {"files": files, "totals": self.totals}


def import_files(
    store: Store,
    paths: Sequence[Path],
    *,
    source: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Take in *paths*, whose order does not matter: what they tell of each other is learnt before anything is written.

    *source* names the system they are all from. One file that cannot be read leaves the others alone. A second run
    of the same files changes nothing.
    """
    run = _Run(store, source, progress or (lambda _done, _all: None), cancelled or (lambda: False))
    with in_danish():  # words of ours go into the plan, whatever language the screen is in
        return run.take(list(paths))


class _Run:
    """One run over some files."""

    def __init__(self, store: Store, source: str | None, progress: Progress, cancelled: Callable[[], bool]) -> None:
        self._store = store
        self._source = source
        self._progress = progress
        self._cancelled = cancelled
        self._today = today(store.clock)

    def take(self, paths: list[Path]) -> Report:
        """Read all files twice: to learn, and to write."""
        files = {path: FileReport(path=str(path), status=READ) for path in paths}
        survey = self._survey(files)
        with Ledger(self._store, name=ACT) as ledger:
            writing = Writing(survey, ledger)
            for number, (path, report) in enumerate(files.items()):
                if report.status == READ:
                    self._write(path, report, writing)
                self._progress(len(files) + number + 1, 2 * len(files))
        return Report(files=tuple(files.values()))

    def _survey(self, files: dict[Path, FileReport]) -> Survey:
        """Learn what all readable files tell; a file that breaks off counts for nothing, so learning starts again."""
        survey = Survey()
        for number, (path, report) in enumerate(files.items()):
            if report.status == REFUSED:
                continue
            try:
                for fact in self._read(path):
                    if isinstance(fact, Fact):
                        survey.add(fact)
            except (EnplanError, OSError) as trouble:
                report.status = REFUSED
                report.reason = trouble.message() if isinstance(trouble, EnplanError) else say(NO_FILE)
                return self._survey(files)
            self._progress(number + 1, 2 * len(files))
        survey.settle()
        return survey

    def _read(self, path: Path) -> Iterator[Fact | Refused]:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            importer = importer_for(path.name, head) or FhirR4()
            if self._cancelled():
                raise Unreadable(CANCELLED)
            yield from importer.read(stream, source=self._source, today=self._today)

    def _write(self, path: Path, report: FileReport, writing: Writing) -> None:
        try:
            for fact in self._read(path):
                report.resources.append(_reported(fact, writing))
        except (Unreadable, OSError):
            report.status, report.reason = REFUSED, say(CANCELLED)
        writing.end()


def _reported(fact: Fact | Refused, writing: Writing) -> ResourceReport:
    if isinstance(fact, Refused):
        return ResourceReport(
            type=fact.type, id=fact.id, outcome=str(Outcome.REFUSED), reason=say(fact.reason, **fact.fields)
        )
    result: Result = writing.take(fact)
    return ResourceReport(
        type=sys.intern(fact.identity.type),
        id=fact.identity.id,
        outcome=str(result.outcome),
        record=result.record,
        reason=result.reason,
    )


def _without_nothing(told: dict[str, Any]) -> dict[str, Any]:
    told["resources"] = [
        {name: value for name, value in each.items() if value is not None} for each in told["resources"]
    ]
    return {name: value for name, value in told.items() if value is not None}
