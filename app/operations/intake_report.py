"""Report: what became of the files of an intake, counted whole and listed as far as somebody reads."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.intake.fact import Outcome

READ = "read"
REFUSED = "refused"
LISTED = 5_000
"""Resources of a file that its report lists; the others are counted."""
REFUSED_LISTED = 1_000
"""Resources beyond those that are listed because they were refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceReport:
    """What became of one resource; `record` shows it, `reason` is Danish."""

    type: str
    id: str
    outcome: str
    record: str | None = None
    reason: str | None = None

    def to_builtins(self) -> dict[str, Any]:
        """Return the report as JSON values; what is not told is left out."""
        return _told(msgspec.to_builtins(self))


@dataclass(slots=True, kw_only=True)
class FileReport:
    """What became of one file; `status` is read or refused.

    `outcomes` counts all resources. `resources` lists the first LISTED and some of those that were refused later.
    """

    path: str
    status: str = READ
    reason: str | None = None
    outcomes: Counter[str] = field(default_factory=Counter)
    resources: list[ResourceReport] = field(default_factory=list)
    _refused_later: int = 0

    @property
    def count(self) -> int:
        """Return of how many resources something came."""
        return self.outcomes.total()

    def take(self, rows: Sequence[ResourceReport]) -> None:
        """Count what came of some resources, and list it while there is room."""
        for row in rows:
            is_late = len(self.resources) - self._refused_later >= LISTED
            if is_late and row.outcome == Outcome.REFUSED and self._refused_later < REFUSED_LISTED:
                self._refused_later += 1
                self.resources.append(row)
            elif not is_late:
                self.resources.append(row)
        self.outcomes.update(row.outcome for row in rows)

    def refusals(self, at_most: int) -> tuple[list[ResourceReport], int]:
        """Return up to *at_most* of the resources that were refused, and how many more there are."""
        listed = [each for each in self.resources if each.outcome == Outcome.REFUSED and each.reason][:at_most]
        return listed, self.outcomes[str(Outcome.REFUSED)] - len(listed)

    def head(self) -> dict[str, Any]:
        """Return the report without its resources as JSON values."""
        return _told({"path": self.path, "status": self.status, "reason": self.reason})


Rows = Callable[[FileReport, Sequence[ResourceReport]], None]
"""Told what came of some resources of a file once that is saved; with none, that the file has come to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of all files of a run."""

    files: tuple[FileReport, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Return how many files were read and refused, and how many resources had each outcome."""
        files = Counter(each.status for each in self.files)
        outcomes = Counter[str]()
        for each in self.files:
            outcomes.update(each.outcomes)
        return {
            "files_read": files[READ],
            "files_refused": files[REFUSED],
            **{str(each): outcomes[str(each)] for each in Outcome},
        }

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was refused."""
        is_whole = not any(each.reason for each in self.files)
        return is_whole and not self.totals["files_refused"] and not self.totals[str(Outcome.REFUSED)]

    def to_builtins(self) -> dict[str, Any]:
        """Return the report as JSON values, with the resources that are listed."""
        files = [each.head() | {"resources": [one.to_builtins() for one in each.resources]} for each in self.files]
        return {"files": files, "totals": self.totals}


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
