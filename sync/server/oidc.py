"""OpenID Connect on the server's side: discovery, code for tokens, and what makes an ID token one to believe."""

import threading
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import requests
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from sync.server.provider import Provider
from sync.server.vouched import Granted, NotBelieved, ProviderAway, Vouched

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Those whose key the provider alone has: neither `none` nor a shared secret."""
SCOPES = "openid profile email offline_access"
PATIENCE_S = (5, 10)
LEEWAY_S = 60
LONGEST_TOKEN = 100_000
BASIC = "client_secret_basic"
"""How a client shows its secret where the provider says nothing else."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What the provider gave: the ID token, and one to ask again by where it gives such."""

    id_token: str = field(repr=False)
    refresh: str = field(repr=False)


class Conversation:
    """The server's side of the talk with one provider. Addresses and keys are asked once and kept."""

    def __init__(self, provider: Provider, *, secret: str) -> None:
        self.provider = provider
        self.secret = secret
        self._guard = threading.Lock()
        self._told: dict[str, Any] = {}
        self._keys: KeySet | None = None

    def address(self, *, state: str, nonce: str, challenge: str, redirect: str, is_fresh: bool) -> str:
        """Return where the user's browser goes. Raises ProviderAway and NotBelieved."""
        asked = {
            "response_type": "code", "client_id": self.provider.client, "redirect_uri": redirect, "scope": SCOPES,
            "state": state, "nonce": nonce, "code_challenge": challenge, "code_challenge_method": "S256",
        }  # fmt: skip
        if is_fresh:
            asked |= {"prompt": "login", "max_age": "0"}
        address = self._at("authorization_endpoint")
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def exchange(self, code: str, *, verifier: str, redirect: str) -> Tokens:
        """Return the tokens for a code. Raises ProviderAway and NotBelieved."""
        asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "code_verifier": verifier}
        return self._tokens(asked)

    def refresh(self, token: str) -> Tokens:
        """Ask whether the provider still vouches for a user. Raises ProviderAway and NotBelieved."""
        return self._tokens({"grant_type": "refresh_token", "refresh_token": token})

    def claims(self, id_token: str, *, now: datetime, nonce: str | None = None) -> dict[str, Any]:
        """Return the claims of an ID token that is this provider's, for us, of now; raises NotBelieved."""
        if len(id_token) > LONGEST_TOKEN:
            raise NotBelieved("too long")
        claims = self._decoded(id_token).claims
        wanted: dict[str, Any] = {
            "iss": {"essential": True, "value": self.provider.issuer},
            "aud": {"essential": True, "value": self.provider.client},
            "sub": {"essential": True},
            "exp": {"essential": True},
            "iat": {"essential": True},
        }
        if nonce is not None:
            wanted["nonce"] = {"essential": True, "value": nonce}
        try:
            jwt.JWTClaimsRegistry(now=int(now.timestamp()), leeway=LEEWAY_S, **wanted).validate(claims)
        except JoseError as wrong:
            raise NotBelieved(type(wrong).__name__) from wrong
        if not isinstance(claims["sub"], str) or claims.get("azp", self.provider.client) != self.provider.client:
            raise NotBelieved("subject")
        return claims

    def vouched(self, claims: dict[str, Any]) -> Vouched:
        """Return what believed claims say. An address counts as a name where the provider has made sure of it."""
        told = self.provider
        login, words, shown = claims.get(told.login), claims.get(told.roles_claim), claims.get("auth_time")
        is_unsure = told.login == "email" and claims.get("email_verified") is not True
        heard = words if isinstance(words, list) else []
        return Vouched(
            subject=claims["sub"], login=login if isinstance(login, str) and not is_unsure else "",
            granted=tuple(Granted(told.roles[each]) for each in heard if isinstance(each, str) and each in told.roles),
            is_strong=told.is_strong or "mfa" in (claims.get("amr") or ()),
            shown=shown if isinstance(shown, int) else None,
        )  # fmt: skip

    def _decoded(self, id_token: str) -> jwt.Token:
        """Check the signature; a key that is not known is looked for once more, for providers change keys."""
        try:
            return jwt.decode(id_token, self._key_set(is_fresh=False), algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            keys = self._key_set(is_fresh=True)
        try:
            return jwt.decode(id_token, keys, algorithms=ALGORITHMS)
        except (JoseError, ValueError) as wrong:
            raise NotBelieved(type(wrong).__name__) from wrong

    def _key_set(self, *, is_fresh: bool) -> KeySet:
        with self._guard:
            known = self._keys
        if known is not None and not is_fresh:
            return known
        try:
            told: Any = self._asked(self._at("jwks_uri"))
            keys = KeySet.import_key_set(told)
        except (JoseError, ValueError, KeyError) as wrong:
            raise NotBelieved("keys") from wrong
        with self._guard:
            self._keys = keys
        return keys

    def _at(self, name: str) -> str:
        """Return one of the provider's addresses, as it tells them itself."""
        address = self._described().get(name)
        if not isinstance(address, str) or not is_safe(address):
            raise NotBelieved(name)
        return address

    def _described(self) -> dict[str, Any]:
        """Return what the provider tells of itself."""
        with self._guard:
            known = self._told
        if known:
            return known
        told = self._asked(f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if told.get("issuer") != self.provider.issuer:
            raise NotBelieved("issuer")
        with self._guard:
            self._told = told
        return told

    def _tokens(self, asked: dict[str, str]) -> Tokens:
        """Ask for tokens, showing the secret in the one way that the provider wants: some refuse both at once."""
        data = {**asked, "client_id": self.provider.client}
        shown: tuple[str, str] | None = None
        ways = self._described().get("token_endpoint_auth_methods_supported") or [BASIC]
        if self.secret and BASIC in ways:
            shown = (quote(self.provider.client, safe=""), quote(self.secret, safe=""))  # RFC 6749, section 2.3.1
        elif self.secret:
            data["client_secret"] = self.secret
        told = self._asked(self._at("token_endpoint"), data=data, shown=shown)
        return Tokens(id_token=str(told.get("id_token") or ""), refresh=str(told.get("refresh_token") or ""))

    def _asked(
        self, address: str, *, data: dict[str, str] | None = None, shown: tuple[str, str] | None = None
    ) -> dict[str, Any]:
        method = "GET" if data is None else "POST"
        try:
            answer = requests.request(method, address, data=data, auth=shown, timeout=PATIENCE_S, allow_redirects=False)
            told = answer.json() if answer.ok else {}
        except requests.exceptions.JSONDecodeError as wrong:
            raise NotBelieved("answer") from wrong
        except requests.exceptions.RequestException as failed:
            raise ProviderAway from failed
        if answer.status_code >= 500 or answer.status_code == 429:
            raise ProviderAway
        if not answer.ok or not isinstance(told, dict):
            raise NotBelieved(f"status {answer.status_code}")
        return told


def is_safe(address: str) -> bool:
    """Tell whether *address* is encrypted, or this machine's."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
