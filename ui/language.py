"""Languages: Danish is the text in the code, others are Qt catalogues in resources/translations."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

import resources
from app import texts

LANGUAGES: tuple[tuple[str, str], ...] = (("da", "Dansk"), ("en", "English"))
_QT = "translator of Qt's own texts"


def use(code: str) -> None:
    """Show all texts in the language *code* from now on; what has no translation stays Danish."""
    translator = _catalogue(code)

    def translate(context: str, text: str) -> str:
        return (translator.translate(context, text) or text) if translator is not None else text

    texts.install(translate)
    application = QCoreApplication.instance()
    if application is not None:
        _use_for_qt(application, code)


def _catalogue(code: str) -> QTranslator | None:
    if code == "da":
        return None
    translator = QTranslator()
    try:
        path = resources.path(f"translations/enplan_{code}.qm")
    except FileNotFoundError:
        return None
    return translator if translator.load(str(path)) else None


def _use_for_qt(application: QCoreApplication, code: str) -> None:
    """Let Qt's own menus and dialogs («Kopiér», «Annuller») follow; their texts in the code are English."""
    for earlier in application.findChildren(QTranslator, _QT):
        application.removeTranslator(earlier)
        earlier.setParent(None)
    translator = QTranslator(application)
    translator.setObjectName(_QT)
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
