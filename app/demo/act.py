"""Act: what one person did at one moment, as the changes it became."""

from dataclasses import dataclass

from app.changes.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of a made-up history: its author's login and device, the instant (UTC), one change for each stream."""

    author: str
    device: str
    at: str
    changes: tuple[Change, ...]
