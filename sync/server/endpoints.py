"""What is served, path by path: what is asked, what is answered, and what opens it. The description is made of this."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, get_type_hints

from sync import protocol
from sync.acts import WipeOrder, Wiping
from sync.keys import KeyChallenge
from sync.protocol import PREFIX
from sync.server import posted
from sync.server.acts_served import ACTS, Act

BEARER = "token"
NOTHING = "nothing"
IN_THE_MESSAGE = "what the message holds"
"""A password, a device's secret, a signature."""
FIGURES = "this machine, or the token for figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A word in the path, the query or a header."""

    name: str
    place: str
    about: str
    is_needed: bool = True
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One path and method. *asks* and *answers* are messages; *lines* are those of an answer of one message a line.

    What answers in another *media* than the exchange's is no part of it.
    """

    method: str
    path: str
    about: str
    asks: Any = None
    answers: Any = None
    lines: tuple[Any, ...] = ()
    opened_by: str = BEARER
    parameters: tuple[Parameter, ...] = ()
    media: str = protocol.MEDIA_TYPE


_SCHEMA = Parameter(
    name=protocol.SCHEMA_HEADER, place="header", is_needed=False, is_number=True,
    about="The schema the program reads; too old a one is answered with 426.",
)  # fmt: skip
_STREAM = Parameter(name="stream", place="path", about="The id of the stream.")
_EXCHANGE = (
    Endpoint(
        method="GET", path="/streams", answers=protocol.Index,
        about="The streams the user may read. With an ETag only what differs, and 304 when nothing does.",
        parameters=(
            Parameter(name="If-None-Match", place="header", about="The ETag that is known.", is_needed=False),
            Parameter(name="Prefer", place="header", about="wait=25: wait until something differs.", is_needed=False),
            _SCHEMA,
        ),
    ),
    Endpoint(
        method="GET", path="/streams/{stream}/state", lines=(protocol.StateHead, protocol.StateRecord),
        about="A stream as a whole: a line for the head, then one for each record.", parameters=(_STREAM, _SCHEMA),
    ),
    Endpoint(
        method="GET", path="/streams/{stream}/log", answers=protocol.Log,
        about="The newest entries between two versions, both left out.",
        parameters=(
            _STREAM,
            Parameter(name="after", place="query", about="The older version.", is_number=True),
            Parameter(name="before", place="query", about="The newer version.", is_number=True),
            _SCHEMA,
        ),
    ),
    Endpoint(
        method="POST", path="/sync", asks=protocol.SyncRequest, answers=protocol.SyncAnswer,
        about="Changes up, and what the device lacks down.", parameters=(_SCHEMA,),
    ),
    Endpoint(
        method="POST", path="/session", asks=protocol.Login, answers=protocol.Session, opened_by=IN_THE_MESSAGE,
        about="A token, for a password or a device's secret.",
    ),
    Endpoint(
        method="POST", path="/factors", asks=protocol.Login, answers=protocol.Enrolment, opened_by=IN_THE_MESSAGE,
        about="A new second factor for who shows the password, and the one before it where there is one.",
    ),
    Endpoint(
        method="POST", path="/keys", asks=protocol.Login, answers=KeyChallenge, opened_by=IN_THE_MESSAGE,
        about="What one of the account's security keys is to sign (WebAuthn), for who shows password or secret.",
    ),
    Endpoint(
        method="POST", path="/keys/new", asks=protocol.Login, answers=KeyChallenge, opened_by=IN_THE_MESSAGE,
        about="What a new security key is to sign, for who shows the second factor before it where there is one.",
    ),
    Endpoint(
        method="POST", path="/outside", asks=protocol.OutsideAsked, answers=protocol.OutsideTold,
        opened_by=IN_THE_MESSAGE, about="Where the user's browser goes to log in by the municipality's provider.",
    ),
    Endpoint(
        method="POST", path="/outside/saml", asks=posted.Posted, opened_by=IN_THE_MESSAGE, media=posted.MEDIA_TYPE,
        about="A provider's answer (SAML 2.0), by the user's browser, which is sent on to the program on its machine.",
    ),
    Endpoint(
        method="POST", path="/devices", asks=protocol.Registration, answers=protocol.Registered,
        about="Register a device with the key it signs with.",
    ),
    Endpoint(
        method="POST", path="/devices/purged", asks=protocol.Purged,
        about="The receipt of a purge, by the device that the token stands for.",
    ),
    Endpoint(
        method="POST", path="/devices/wiped", asks=Wiping, answers=WipeOrder, opened_by=IN_THE_MESSAGE,
        about="Whether this device was reported lost, or the receipt of its wiping.",
    ),
    Endpoint(
        method="POST", path="/sealed", asks=protocol.SealedRequest, answers=protocol.SealedAnswer,
        opened_by=IN_THE_MESSAGE, about="Changes sealed to the server, signed by a registered device.",
    ),
)  # fmt: skip
_BESIDE = (
    Endpoint(
        method="GET", path="/health", about="The process answers.", opened_by=NOTHING, media="application/json"
    ),
    Endpoint(
        method="GET", path="/ready", opened_by=NOTHING, media="application/json",
        about="Whether the server can work: database, schema, vault and disk, each by one word; 503 when it cannot.",
    ),
    Endpoint(
        method="GET", path="/metrics", about="Figures for Prometheus.", opened_by=FIGURES, media="text/plain"
    ),
    Endpoint(
        method="GET", path="/openapi.json", about="This description, for programs.", opened_by=NOTHING,
        media="application/json",
    ),
    Endpoint(method="GET", path="/docs", about="This description, for people.", opened_by=NOTHING, media="text/html"),
)  # fmt: skip


def endpoints() -> Iterator[Endpoint]:
    """Yield everything that is served, with whole paths."""
    for each in (*_EXCHANGE, *map(_of_act, ACTS)):
        yield replace(each, path=PREFIX + each.path)
    yield from _BESIDE


def _of_act(act: Act) -> Endpoint:
    about = (act.work.__doc__ or "").strip().partition("\n")[0].partition(" Raises ")[0]
    answers = get_type_hints(act.work)["return"]
    return Endpoint(method=act.method, path=act.path, about=about, asks=act.shape, answers=answers)
