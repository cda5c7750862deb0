"""Renewal: a new lease for a profile past its lease, taken with the user's password and without opening anything."""

from app.clock import moment
from app.store import lease
from app.store.profile import Profile
from sync.client import outside, proofs
from sync.client.link import LoginNeeded
from sync.client.proofs import Ask
from sync.client.transport import Transport
from sync.protocol import Login


def renew_lease(profile: Profile, *, password: str, ask: Ask | None = None) -> None:
    """Log in as the profile's user on its device, and keep the lease that the server hands out.

    *ask* asks the user for a second factor; without a password the user logs in in a browser. Raises LoginNeeded when
    the password is wrong or the device was reported lost, FactorNeeded where nobody can be asked, and Unreachable.
    """
    facts = profile.facts

    wanted = Login(device=facts.device, login=facts.login or "", password=password)
    transport = Transport(facts.server or "", authorise=_no_token)
    try:
        session = proofs.log_in(transport, wanted, ask=ask, browse=outside.browse)
    finally:
        transport.close()
    if session.lease is None:
        raise LoginNeeded
    lease.renew(profile, session.lease.key, end=moment(session.lease.end), server_time=moment(session.time))


def _no_token(is_refused: bool) -> str:
    raise LoginNeeded
