"""Collect the Danish texts of the code into the catalogue of each other language, and compile it for Qt.

Run it with the environment's own Python after a text was added or changed. A new text stands in the catalogue
(resources/translations/enplan_<language>.ts) as unfinished: translate it there, in Qt Linguist or an editor, and
run this again. Both files are kept in the repository, so that a fresh checkout speaks every language.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
# Where texts for users stand; the server answers with codes.
SOURCES = (ROOT / "app", ROOT / "sync" / "client", ROOT / "ui")
# Each language with the country whose spelling it follows.
LANGUAGES = {"en": "en_GB"}


class Message(NamedTuple):
    """One Danish text of a catalogue; `translation` is None until somebody has finished it."""

    context: str
    source: str
    translation: str | None


def catalogue(language: str) -> Path:
    """Return the file that a person translates."""
    return TRANSLATIONS / f"enplan_{language}.ts"


def compiled(language: str) -> Path:
    """Return the file that the program reads."""
    return catalogue(language).with_suffix(".qm")


def collect(ts: Path, target: str, *, sources: Sequence[Path] = SOURCES) -> None:
    """Bring the catalogue of *target* up to date: new texts unfinished, texts no longer in the code gone.

    Messages stand in alphabetical order and without line numbers: a moved line of code changes nothing here.
    Raises subprocess.CalledProcessError when a file of the code cannot be read.
    """
    _run(
        "pyside6-lupdate",
        *("-tr-function-alias", "QT_TRANSLATE_NOOP+=mark", "-extensions", "py"),
        *("-locations", "none", "-sort-messages", "-no-obsolete", "-warnings-are-errors", "-silent"),
        *("-source-language", "da", "-target-language", target),
        *(*map(str, sources), "-ts", str(ts)),
    )


def release(ts: Path, qm: Path) -> None:
    """Compile the finished messages of a catalogue; what is unfinished is shown in Danish."""
    _run("pyside6-lrelease", "-silent", "-nounfinished", str(ts), "-qm", str(qm))


def messages(ts: Path) -> list[Message]:
    """Return all messages of a catalogue, in its order."""
    # The catalogue is a file of this repository.
    root = ElementTree.parse(ts).getroot()  # noqa: S314
    return [
        _message(context.findtext("name", ""), message)
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def _message(context: str, message: ElementTree.Element) -> Message:
    translation = message.find("translation")
    is_finished = translation is not None and translation.get("type") is None
    return Message(context, message.findtext("source", ""), message.findtext("translation") if is_finished else None)


def _run(tool: str, *words: str) -> None:
    """Run a tool of Qt's that lies beside this Python."""
    program = shutil.which(tool, path=str(Path(sys.executable).parent))
    if program is None:
        raise FileNotFoundError(tool)
    subprocess.run((program, *words), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Collect and compile every language, and tell what is still to be translated."""
    open_messages = []
    for language, target in LANGUAGES.items():
        collect(catalogue(language), target)
        release(catalogue(language), compiled(language))
        open_messages += [each for each in messages(catalogue(language)) if each.translation is None]
    print("\n".join(f"{each.context}: {each.source}" for each in open_messages) or "All texts are translated.")
    return min(len(open_messages), 1)


if __name__ == "__main__":
    sys.exit(main())
