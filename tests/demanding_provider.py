"""A provider of identities that hands nothing out without PKCE (RFC 7636, S256): the check is Authlib's own.

The provider it extends takes any code that it has given, whoever brings it.
"""

from typing import Any

from authlib.oauth2.rfc6749.errors import InvalidRequestError  # type: ignore[import-untyped]
from authlib.oauth2.rfc7636 import CodeChallenge  # type: ignore[import-untyped]
from oidc_provider_mock import _app  # type: ignore[import-untyped]
from oidc_provider_mock.__main__ import run  # type: ignore[import-untyped]

_challenges: dict[str, tuple[str, str]] = {}
"""What each code was asked for with, and by which method."""


class _Grant(_app.AuthorizationCodeGrant):  # type: ignore[misc]
    def save_authorization_code(self, code: str, request: Any) -> None:
        super().save_authorization_code(code, request)
        told = request.payload.data
        _challenges[code] = told["code_challenge"], told["code_challenge_method"]


class _Demand(CodeChallenge):  # type: ignore[misc]
    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        if grant.request.payload.data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("PKCE with S256 is demanded")
        super().validate_code_challenge(grant, redirect_uri)

    def get_authorization_code_challenge(self, authorization_code: Any) -> str:
        return _challenges[authorization_code.code][0]

    def get_authorization_code_challenge_method(self, authorization_code: Any) -> str:
        return _challenges[authorization_code.code][1]


class _OpenId(_app.OpenIDCode):  # type: ignore[misc]
    def __call__(self, grant: Any) -> None:
        super().__call__(grant)
        _Demand(required=True)(grant)


if __name__ == "__main__":
    _app.AuthorizationCodeGrant = _Grant
    _app.OpenIDCode = _OpenId
    run()
