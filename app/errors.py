"""The error tree.

    EnplanError
    ├── UserError              the user can act: Danish, names the thing, says what to do
    └── EnvironmentTrouble     disk, network, key: retry or explain

All else is a bug: it is logged, the data stays, and the screen says one sentence.
"""

from app.texts import say


class EnplanError(Exception):
    """A failure with a text for the user; *fields* fill the braces of *text*.

    Only the text without its fields goes into `args`, so that a logged traceback holds no name or plan text.
    """

    def __init__(self, text: str, **fields: object) -> None:
        super().__init__(str(text))
        self.text = text
        self.fields = fields

    def message(self) -> str:
        """Return the sentence for the screen, with its fields."""
        return say(self.text, **self.fields)


class UserError(EnplanError):
    """Something the user can put right; nothing was written."""


class EnvironmentTrouble(EnplanError):
    """Disk, network or key failed; what was saved before is still saved."""
