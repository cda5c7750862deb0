"""What a provider of identities says is believed only as its specification has it."""

from base64 import urlsafe_b64encode
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from app.clock import FixedClock
from builders import NOON
from identity_provider import CLIENT
from sync.server.oidc import Conversation
from sync.server.provider import Provider
from sync.server.vouched import NotBelieved

KEY = RSAKey.generate_key(2048, {"kid": "one"})
SHARED = OctKey.generate_key(256)
ISSUER = "https://login.example"
RIGHT: dict[str, Any] = {"iss": ISSUER, "aud": CLIENT, "sub": "u", "nonce": "n"}


@pytest.fixture
def believing(monkeypatch: pytest.MonkeyPatch) -> Conversation:
    """A talk with a provider whose keys are known."""
    made = Conversation(Provider(issuer=ISSUER, client=CLIENT), secret="")
    monkeypatch.setattr(made, "_key_set", lambda *, is_fresh: KeySet([KEY]))
    return made


def token(*, header: dict[str, Any] | None = None, key: Any = KEY, age: int = 0, **changed: Any) -> str:
    now = int(FixedClock(NOON).now().timestamp()) - age
    claims = {name: each for name, each in (RIGHT | {"iat": now, "exp": now + 300} | changed).items() if each != ""}
    return jwt.encode(header or {"alg": "RS256", "kid": "one"}, claims, key)


def test_L14_a_token_that_is_all_right_is_believed(believing: Conversation) -> None:
    assert believing.claims(token(), now=NOON, nonce="n")["sub"] == "u"


@pytest.mark.parametrize(
    ("told", "shown"),
    [({}, "header"), ({"token_endpoint_auth_methods_supported": ["client_secret_post"]}, "body")],
    ids=["where it says nothing", "where it wants another"],
)
def test_L14_the_secret_is_shown_to_the_provider_in_one_way(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, Any], shown: str
) -> None:
    talk = Conversation(Provider(issuer=ISSUER, client=CLIENT), secret="hemmelig")
    sent: list[dict[str, bool]] = []

    def asked(_address: str, *, data: Any = None, shown: Any = None) -> dict[str, Any]:
        sent.append({"header": shown is not None, "body": "client_secret" in (data or {})})
        return {"issuer": ISSUER, "token_endpoint": f"{ISSUER}/token", **told}

    monkeypatch.setattr(talk, "_asked", asked)
    talk.refresh("again")

    assert sent[-1] == {"header": False, "body": False} | {shown: True}


WRONG: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "other"},
    "another party": {"azp": "other"},
    "another nonce": {"nonce": "m"},
    "no nonce": {"nonce": ""},
    "no end": {"exp": ""},
    "no subject": {"sub": ""},
    "over": {"age": 400},
    "not yet": {"age": -4000},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_L14_a_token_that_is_not_for_us_or_not_of_now_is_not_believed(believing: Conversation, wrong: str) -> None:
    with pytest.raises(NotBelieved):
        believing.claims(token(**WRONG[wrong]), now=NOON, nonce="n")


def test_L14_a_token_that_nobody_signed_or_with_a_shared_secret_is_not_believed(believing: Conversation) -> None:
    _, claims, _ = token().split(".")
    bare = urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    shared = token(header={"alg": "HS256"}, key=SHARED)

    for each in (f"{bare}.{claims}.", shared, "a.b.c"):
        with pytest.raises(NotBelieved):
            believing.claims(each, now=NOON, nonce="n")
