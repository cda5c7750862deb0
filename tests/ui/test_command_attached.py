"""`enplan attach`, `detach` and `save`: files in and out of a plan without a window."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.operations.citizens import add_citizen
from app.store.opened import open_with_passphrase
from builders import a_goal
from files import PDF
from ui.command_line import run

PASSPHRASE = "æbler på bordet i solen"
DONE, REFUSED = 0, 1
Enplan = Callable[..., tuple[int, str, str]]


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A profile with a citizen and a goal: their ids."""
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    (tmp_path / "brev.pdf").write_bytes(PDF)
    assert run(["init", "--user", "mette", "--profile", str(tmp_path / "p")]) == DONE
    with open_with_passphrase(tmp_path / "p", PASSPHRASE, clock=SystemClock()) as opened:
        citizen = add_citizen(opened.store, given="Karen", family="Holm")
        return citizen, a_goal(opened.store, citizen, "Op klokken 7")


@pytest.fixture
def enplan(tmp_path: Path, plan: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> Enplan:
    def call(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run([*words, "--profile", str(tmp_path / "p")])
        return status, *capsys.readouterr()

    return call


def test_a_file_is_attached_shown_saved_elsewhere_and_taken_off(
    enplan: Enplan, plan: tuple[str, str], tmp_path: Path
) -> None:
    citizen, item = plan
    words = ["--citizen", citizen, "--item", item, "--name", "Brev fra lægen"]
    status, told, _ = enplan("attach", str(tmp_path / "brev.pdf"), *words, "--json")
    identity = json.loads(told)["attachment"]
    assert status == DONE
    _, shown, _ = enplan("show", identity, "--json")
    fields = json.loads(shown)["fields"]
    assert (fields["name"], fields["item"], fields["media"]) == ("Brev fra lægen", item, "application/pdf")
    assert fields["opens_with"] == "•••"

    status, told, _ = enplan("save", identity, str(tmp_path / "ud.pdf"), "--purpose", "Til aktindsigt")
    assert (status, told.strip()) == (DONE, str(tmp_path / "ud.pdf"))
    assert (tmp_path / "ud.pdf").read_bytes() == PDF

    assert enplan("detach", identity)[:2] == (DONE, "Filen er fjernet fra planen.\n")
    status, _, refused = enplan("save", identity, str(tmp_path / "igen.pdf"))
    assert (status, refused) == (REFUSED, "Der er ingen vedhæftet fil med det id. Find det med «enplan show».\n")


def test_a_file_that_cannot_be_attached_is_refused_with_the_reason(
    enplan: Enplan, plan: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "program.pdf").write_bytes(b"MZ" + bytes(99))
    citizen, _ = plan

    status, _, refused = enplan("attach", str(tmp_path / "program.pdf"), "--citizen", citizen)

    assert status == REFUSED
    assert refused.startswith("Den slags fil kan ikke vedhæftes.")


@pytest.mark.parametrize("words", [["--citizen", "ingen"], ["--citizen", "{citizen}", "--item", "intet"]], ids=str)
def test_a_file_is_attached_to_nobody_and_to_nothing(
    enplan: Enplan, plan: tuple[str, str], tmp_path: Path, words: list[str]
) -> None:
    asked = [each.format(citizen=plan[0]) for each in words]

    status, _, refused = enplan("attach", str(tmp_path / "brev.pdf"), *asked)

    assert (status, refused.partition(".")[2].strip()[:4]) == (REFUSED, "Find")
