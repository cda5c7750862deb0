"""A telephone for tests: it shows the codes that an authenticator program would."""

from base64 import b32decode

from app.clock import Clock, FixedClock
from servers import SERVER_PASSWORD
from sync.client.access import Access
from sync.protocol import Enrolment, Login
from sync.server import totp


def begin_factor(access: Access, *, login: str) -> Enrolment:
    """Set up a new factor for who has a password and no factor yet, on the device of *access*."""
    wanted = Login(device=access._store.device, login=login, password=SERVER_PASSWORD)
    return access._transport.begin_factor(wanted)


class Telephone:
    """Holds the secret that was shown at the enrolment."""

    def __init__(self, enrolment: Enrolment, *, clock: Clock) -> None:
        letters = enrolment.secret
        self._secret = b32decode(letters + "=" * (-len(letters) % 8))
        self._clock = clock

    def code(self, *, later: int = 0) -> str:
        """Return the code that is shown now, or some half minutes *later*."""
        return totp.code(self._secret, totp.step_at(self._clock.now()) + later)


def half_a_minute(clock: Clock) -> None:
    """Let the next code come."""
    assert isinstance(clock, FixedClock)
    clock.advance(seconds=totp.STEP_S)
