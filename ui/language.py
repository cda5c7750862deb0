"""Languages: Danish is the text in the code, others are Qt catalogues in resources/translations."""

from PySide6.QtCore import QTranslator

import resources
from app import texts

LANGUAGES: tuple[tuple[str, str], ...] = (("da", "Dansk"), ("en", "English"))


def use(code: str) -> None:
    """Show all texts in the language *code* from now on; what has no translation stays Danish."""
    translator = _catalogue(code)

    def translate(context: str, text: str) -> str:
        return (translator.translate(context, text) or text) if translator is not None else text

    texts.install(translate)


def _catalogue(code: str) -> QTranslator | None:
    if code == "da":
        return None
    translator = QTranslator()
    try:
        path = resources.path(f"translations/enplan_{code}.qm")
    except FileNotFoundError:
        return None
    return translator if translator.load(str(path)) else None
