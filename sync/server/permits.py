"""Permits: an act that the user's role does not allow, or that makes no sense, is turned away by a name."""


class Forbidden(Exception):
    """The user's role, or unit, does not allow the act."""


class NotDone(Exception):
    """The act cannot be done as asked; `code` names what is wrong and holds nothing secret."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class FactorNeeded(Exception):
    """A second factor is asked for; `code` names what the account has, or that it has none yet."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ProofNeeded(FactorNeeded):
    """The act asks for a second factor that was shown a moment ago."""


def require(is_allowed: bool) -> None:
    """Raise Forbidden unless *is_allowed*."""
    if not is_allowed:
        raise Forbidden
