"""What the user has chosen for the look and the language; kept in clear, for the unlock window needs it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ui import motion
from ui.theme import LARGEST_SCALE, SMALLEST_SCALE, Mode, Theme, system_mode

SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """The choices; `mode` is one of `Mode` or "system", `scale` the size of the text from 1 to 2.

    `calm` leaves out movement also where the computer does not ask for it. With `letters` single letters are keys on
    the board, without it only together with Alt.
    """

    mode: str = SYSTEM
    scale: float = 1.0
    calm: bool = False
    language: str = "da"
    letters: bool = True

    def theme(self, application: QApplication) -> Theme:
        """Return the look that the choices mean on this machine."""
        mode = system_mode(application) if self.mode not in tuple(Mode) else Mode(self.mode)
        return Theme(mode=mode, scale=self.scale, calm=self.calm or motion.is_unwanted())


def load(folder: Path) -> Appearance:
    """Return what was chosen last; what is missing or unreadable is as shipped."""
    kept = _file(folder)
    try:
        scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, float(str(kept.value("scale", 1.0)))))
    except ValueError:
        scale = 1.0
    return Appearance(
        mode=str(kept.value("mode", SYSTEM)),
        scale=scale,
        calm=str(kept.value("calm", "false")) == "true",
        language=str(kept.value("language", "da")),
        letters=str(kept.value("letters", "true")) == "true",
    )


def save(folder: Path, appearance: Appearance) -> None:
    """Keep the choices beside the profile."""
    kept = _file(folder)
    kept.setValue("mode", appearance.mode)
    kept.setValue("scale", appearance.scale)
    kept.setValue("calm", "true" if appearance.calm else "false")
    kept.setValue("language", appearance.language)
    kept.setValue("letters", "true" if appearance.letters else "false")
    kept.sync()


def _file(folder: Path) -> QSettings:
    return QSettings(str(folder.parent / "appearance.ini"), QSettings.Format.IniFormat)
