"""`provider put` and `provider remove`, as an administrator types them."""

from pathlib import Path

import pytest

from provider_words import Typed
from sync.server.provider import Provider
from sync.server.rights import Role

ISSUER = "https://login.example"


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path / "server", {"ENPLAN_PROVIDER_SECRET": "hemmelig"})


def test_a_provider_is_kept_with_its_secret_until_it_is_removed(typed: Typed) -> None:
    words = ["--client", "enplan", "--login-claim", "email", "--roles-claim", "groups", "--strong", "--hours", "8"]

    put = typed("put", ISSUER, *words, "--allow", "Sagsbehandlere=caseworker", "--allow", "a=b=auditor")
    told = typed.kept()
    removed = typed("remove")

    roles = {"Sagsbehandlere": Role.CASEWORKER, "a=b": Role.AUDITOR}
    wanted = Provider(
        issuer=ISSUER, client="enplan", login="email", roles_claim="groups", roles=roles, is_strong=True, hours=8
    )
    assert (put.exit_code, removed.exit_code) == (0, 0)
    assert told == (wanted, "hemmelig")
    assert typed.kept() == (None, "")


@pytest.mark.parametrize(
    "words",
    [
        ("http://login.example", "--client", "enplan"),
        (ISSUER, "--secret", "x"),
        (ISSUER, "--client", "enplan", "--roles-claim", "groups"),
        (ISSUER, "--client", "enplan", "--allow", "a=caseworker", "--not-strong"),
        (ISSUER, "--client", "enplan", "--roles-claim", "groups", "--allow", "a=konge"),
        (ISSUER, "--client", "enplan", "--roles-claim", "groups", "--allow", "auditor"),
    ],
    ids=["in clear", "no client", "no words", "no claim", "no role", "no word"],
)
def test_what_makes_no_sense_is_turned_away(typed: Typed, words: tuple[str, ...]) -> None:
    assert typed("put", *words).exit_code == 2
