"""Narrative: the plain text of a resource's XHTML, without what could do harm."""

from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "head", "template", "iframe", "object", "noscript", "svg", "math"})
_LINES = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr", "dt"})


def plain_text(xhtml: object) -> str | None:
    """Return the text a reader would see in *xhtml*, one line for each block; None for nothing."""
    if not isinstance(xhtml, str):
        return None
    reader = _TextReader()
    reader.feed(xhtml)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line) or None


class _TextReader(HTMLParser):
    """Collects text outside the elements that hold none for readers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at each block."""
        self._silent += tag in _SILENT
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line; an empty element hides nothing."""
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a line, and the silence of an element without text."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._break(tag)

    def handle_data(self, data: str) -> None:
        """Take text that is read."""
        if not self._silent:
            self.parts.append(data)

    def _break(self, tag: str) -> None:
        if tag in _LINES:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")
