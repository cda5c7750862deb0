"""Narrative: the plain text of a resource's XHTML, without what could do harm."""

import html
import re
from collections.abc import Iterator

_SILENT = frozenset({"script", "style", "head", "template", "iframe", "object", "noscript", "svg", "math"})
_LINES = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr", "dt"})
_CELLS = frozenset({"td", "th"})
_HIDDEN = (("<!--", "-->"), ("<!", ">"), ("<?", ">"))
"""What begins and ends markup that is never shown."""
_CDATA = ("<![CDATA[", "]]>")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:]*)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_NAME = re.compile(r"</?[A-Za-z]")


def plain_text(xhtml: object) -> str | None:
    """Return the text a reader would see in *xhtml*, one line for each block; None for nothing.

    The time it takes grows with the length alone, whatever the markup is like.
    """
    if not isinstance(xhtml, str):
        return None
    lines = (" ".join(line.split()) for line in "".join(_shown(xhtml)).split("\n"))
    return "\n".join(line for line in lines if line) or None


def _shown(xhtml: str) -> Iterator[str]:
    """Yield text and the breaks between blocks; an element that holds no text for readers silences what is in it."""
    silent = 0
    for told, tag in _pieces(xhtml):
        if tag is None:
            yield "" if silent else told
            continue
        name = tag["name"].lower()
        if name in _SILENT and not tag[0].endswith("/>"):
            silent = max(0, silent - 1) if tag["close"] else silent + 1
        yield "\n" if name in _LINES else " " if name in _CELLS else ""


def _pieces(xhtml: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield (text, None) and ("", tag); markup that never ends hides the rest."""
    at = 0
    while at < len(xhtml):
        opened = xhtml.find("<", at)
        if opened != at:
            end = opened if opened >= 0 else len(xhtml)
            yield html.unescape(xhtml[at:end]), None
            at = end
            continue
        tag = _TAG.match(xhtml, at)
        if tag is not None:
            yield "", tag
            at = tag.end()
        elif xhtml.startswith(_CDATA[0], at):
            end = _after(xhtml, _CDATA[1], at)
            yield xhtml[at + len(_CDATA[0]) : end].removesuffix(_CDATA[1]), None
            at = end
        else:
            hidden = _hidden(xhtml, at)
            yield "" if hidden > at + 1 else "<", None
            at = hidden


def _hidden(xhtml: str, at: int) -> int:
    """Return where the markup at *at* that shows nothing ends; a lone bracket is a character."""
    for begins, ends in _HIDDEN:
        if xhtml.startswith(begins, at):
            return _after(xhtml, ends, at)
    return _after(xhtml, ">", at) if _NAME.match(xhtml, at) else at + 1


def _after(xhtml: str, wanted: str, at: int) -> int:
    found = xhtml.find(wanted, at)
    return len(xhtml) if found < 0 else found + len(wanted)
