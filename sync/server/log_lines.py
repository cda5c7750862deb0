"""The log as lines on standard error: events and ids, never content, each with the request it belongs to."""

import json
import logging
import traceback
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from app.clock import instant

JSON = "json"
TEXT = "text"
FORMS = (JSON, TEXT)
LEVELS = ("debug", "info", "warning", "error")
REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is worked on, which the answer carries, too."""
MUNICIPALITY: ContextVar[str] = ContextVar("municipality", default="")
"""Whom the request is for, where one process serves several."""
_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
_ROOT = Path(__file__).parents[2]
_MOST_PLACES = 4
_QUIET = ("uvicorn", "alembic", "fido2", "signxml")
"""Libraries whose own words below a warning are of no use here, or tell what was shown to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """From which level on the log is written, and in which form."""

    level: str = "info"
    form: str = JSON


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {"at": _at(record), "process": record.process, "level": record.levelname, "logger": record.name}
        return json.dumps({**line, "event": record.getMessage(), **_told(record)}, default=str)


class TextLines(logging.Formatter):
    """The same for eyes: the event, then `name=value`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what is told never breaks it."""
        told = " ".join(f"{name}={json.dumps(value, default=str)}" for name, value in _told(record).items())
        return f"{_at(record)} {record.levelname} {record.name}: {record.getMessage()} {told}".rstrip()


def write(lines: Lines) -> None:
    """Write the log of this process to standard error as *lines* says."""
    handler = logging.StreamHandler()
    handler.setFormatter(TextLines() if lines.form == TEXT else JsonLines())
    level = logging.getLevelName(lines.level.upper())
    logging.basicConfig(level=level, handlers=[handler])
    for quiet in _QUIET:
        logging.getLogger(quiet).setLevel(max(level, logging.WARNING))


def _at(record: logging.LogRecord) -> str:
    return instant(datetime.fromtimestamp(record.created, UTC))


def _told(record: logging.LogRecord) -> dict[str, Any]:
    """Return what goes with the event. Of an error that is its class and place: its words may quote what was asked."""
    told = {name: value for name, value in vars(record).items() if name not in _PLAIN}
    for name, each in (("municipality", MUNICIPALITY.get()), ("request", REQUEST.get())):
        if each:
            told[name] = each
    if record.exc_info and record.exc_info[0]:
        told["error"] = record.exc_info[0].__name__
        told["places"] = _places(record.exc_info[2])
    return told


def _places(trace: TracebackType | None) -> list[str]:
    """Return where in this program an error arose, the innermost last."""
    frames = [each for each in traceback.extract_tb(trace) if Path(each.filename).is_relative_to(_ROOT)]
    own = [each for each in frames if "site-packages" not in each.filename]
    return [f"{Path(each.filename).relative_to(_ROOT).as_posix()}:{each.lineno}" for each in own[-_MOST_PLACES:]]
