"""Files shipped with the program: fonts, icons, colours, texts and rules."""

from importlib.resources import files
from pathlib import Path


def path(name: str) -> Path:
    """Return where the file or folder *name* lies, such as ``icons/target.svg``.

    Raises FileNotFoundError when there is none. The program never runs from an archive: the path is real.
    """
    found = Path(str(files(__name__).joinpath(name)))
    if not found.exists():
        raise FileNotFoundError(name)
    return found


def read_text(name: str) -> str:
    """Return the text of the file *name*, such as ``theme.toml``, read as UTF-8."""
    return path(name).read_text(encoding="utf-8")
