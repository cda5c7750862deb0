"""For a citizen's own telephone: the next meeting as iCalendar, the contact person as vCard, both as square codes.

No name of the citizen, no number and nobody else stands in them: a telephone's calendar is read by others too.
"""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import segno

from app.clock import DANISH_TIME
from app.domain.actor import Actor
from app.domain.meeting import Meeting
from app.texts import mark, say

_USUAL = timedelta(hours=1)
"""How long a meeting is taken to last when nobody has said so."""
_LINE = 73
"""Octets in a line of a file, before the next begins with a space (RFC 5545, 3.1)."""


def event(meeting: Meeting) -> str:
    """Return *meeting* as a VEVENT (RFC 5545), as short as a square code wants it; nothing for one without a day."""
    if not meeting.starts_at:
        return ""
    lines = [*_times(meeting), "SUMMARY:" + _escaped(say(mark("calendar", "Møde om min plan")))]
    if meeting.place:
        lines.append("LOCATION:" + _escaped(meeting.place))
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def calendar_file(meeting: Meeting, *, now: datetime) -> bytes:
    """Return *meeting*, which has a day, as a calendar file (RFC 5545) that is made at the instant *now*."""
    _, *inner, _ = event(meeting).split("\r\n")
    stamp = f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Enplan//Enplan//DA", "METHOD:PUBLISH")
    lines = (*head, "BEGIN:VEVENT", f"UID:{meeting.id}", stamp, *inner, "END:VEVENT", "END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def contact_card(actor: Actor) -> str:
    """Return *actor* as a vCard 3.0 (RFC 2426): name, work, telephone, e-mail."""
    name = _escaped(actor.title or "")
    first, _, last = (actor.title or "").rpartition(" ")
    told = (
        ("N", f"{_escaped(last)};{_escaped(first)};;;"), ("FN", name), ("TITLE", _escaped(actor.role or "")),
        ("ORG", _escaped(actor.organisation or "")), ("TEL", _escaped(actor.phone or "")),
        ("EMAIL", _escaped(actor.email or "")),
    )  # fmt: skip
    lines = [f"{label}:{text}" for label, text in told if text]
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"))


def square(told: str) -> str:
    """Return *told* as a square code (QR, correction M) in SVG, without the white that must lie around it."""
    drawn = BytesIO()
    segno.make(told, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True)
    return drawn.getvalue().decode()


def _times(meeting: Meeting) -> tuple[str, ...]:
    begins = meeting.starts_at or ""
    if "T" not in begins or begins.endswith("T00:00"):
        day = date.fromisoformat(begins[:10])
        return (f"DTSTART;VALUE=DATE:{day:%Y%m%d}",)
    starts = _instant(begins)
    ends = _instant(meeting.ends_at) if meeting.ends_at and meeting.ends_at > begins else starts + _USUAL
    return f"DTSTART:{starts:%Y%m%dT%H%M%SZ}", f"DTEND:{ends:%Y%m%dT%H%M%SZ}"


def _instant(wall_time: str) -> datetime:
    """Return a Danish wall time as an instant: a telephone abroad shows it right."""
    return datetime.fromisoformat(wall_time).replace(tzinfo=DANISH_TIME).astimezone(UTC)


def _escaped(text: str) -> str:
    for letter in "\\;,":
        text = text.replace(letter, "\\" + letter)
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> bytes:
    """Return *line* in parts of at most 75 octets, none of which breaks a letter."""
    parts, part = [], b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > _LINE:
            parts.append(part)
            part = b""
        part += octets
    return b"\r\n ".join((*parts, part))
