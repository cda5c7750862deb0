"""Danish letters: folding for search, keys for sorting, and how text from outside is made clean."""

import re
import unicodedata

_FOLDED = str.maketrans({"ø": "o", "æ": "ae", "å": "a", "ð": "d", "þ": "th", "ß": "ss", "ł": "l"})
_LETTERS_LAST = (("æ", "{"), ("ä", "{"), ("ø", "|"), ("ö", "|"), ("å", "}"))
_SPACE = re.compile(r"\s+")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def fold(text: str) -> str:
    """Fold *text* for search, on writing and on asking alike: å/aa→a, ø/oe→o, æ/ae→ae→a; accents and case go.

    «Søren», «Soeren» and «soren» meet; so do «Aage», «Åge» and «age».
    """
    lowered = unicodedata.normalize("NFC", text).lower().translate(_FOLDED)
    met = _bare(lowered).replace("aa", "a").replace("ae", "a").replace("oe", "o")
    return _SPACE.sub(" ", met).strip()


def sort_key(text: str | None) -> str:
    """Return the key that sorts *text* as a Danish telephone book does: æ, ø, å (aa as å) last."""
    lowered = unicodedata.normalize("NFC", text or "").lower().replace("aa", "å")
    if not lowered.isascii():
        for letter, last in _LETTERS_LAST:
            lowered = lowered.replace(letter, last)
        lowered = _bare(lowered)
    return " ".join(lowered.split())


def _bare(text: str) -> str:
    """Return *text* without accents; most Danish has none left by then."""
    if text.isascii():
        return text
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


def clean(text: str | None, *, limit: int | None = None) -> str | None:
    r"""Return *text* as it is kept: NFC, line ends as `\n`, no control characters, trimmed; None for nothing."""
    if text is None:
        return None
    kept = unicodedata.normalize("NFC", text)
    if not kept.isprintable():
        kept = _CONTROL.sub("", _LINE_ENDS.sub("\n", kept))
    return kept.strip()[:limit] or None


def one_line(text: str | None, *, limit: int | None = None) -> str | None:
    """Return *text* cleaned and on one line."""
    kept = clean(text)
    return _SPACE.sub(" ", kept)[:limit].strip() or None if kept else None
