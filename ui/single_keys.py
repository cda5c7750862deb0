"""Whether single letters, digits and signs are keys, or only together with Alt (WCAG 2.2, 2.1.4)."""


def turn(*, are_alone: bool) -> None:
    """Let them be keys alone, or only together with Alt."""
    _State.are_alone = are_alone


def are_alone() -> bool:
    """Tell whether they are keys alone."""
    return _State.are_alone


class _State:
    """What the user has chosen; only the Qt thread touches it."""

    are_alone = True
