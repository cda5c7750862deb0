"""`enplan import` takes drawings for a citizen, and `enplan export` writes boards as drawings."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.store.opened import create_local
from builders import a_citizen
from excalidraw_files import FILES, bare, elements_of
from ui.command_line import run

PASSPHRASE = "en lang adgangssætning"
Run = Callable[..., tuple[int, str, str]]
DONE, REFUSED, WRONG_USE = 0, 1, 2


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A profile with one fictitious person, and the person's id."""
    folder = tmp_path_factory.mktemp("made") / "p"
    with create_local(folder, user="mette", passphrase=PASSPHRASE, clock=SystemClock()) as opened:
        citizen = a_citizen(opened.store)
    return folder, citizen


@pytest.fixture
def citizen(made: tuple[Path, str]) -> str:
    return made[1]


@pytest.fixture
def enplan(
    made: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """How to run a command with the profile: (status, what it printed, what it complained of)."""
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    profile = shutil.copytree(made[0], tmp_path / "p")

    def call(*words: object) -> tuple[int, str, str]:
        status = run([*map(str, words), "--profile", str(profile)])
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


def test_a_drawing_goes_in_and_out_by_command_as_the_same_elements(enplan: Run, citizen: str, tmp_path: Path) -> None:
    drawing, out = FILES / "swimlane.excalidraw", tmp_path / "ud.excalidraw"

    first = enplan("import", drawing, "--citizen", citizen)
    again = enplan("import", drawing, "--citizen", citizen, "--json")
    written = enplan("export", "--format", "excalidraw", "--citizen", citizen, "--out", out)

    assert (first[0], again[0], written[0]) == (DONE, DONE, DONE)
    assert "Ligger på tavlen «swimlane».\nKort: 3\nForbindelser: 1\nTekster: 2\nRammer: 2\n" in first[1]
    assert json.loads(again[1])["totals"]["same"] == 13
    elements = elements_of(json.loads(drawing.read_bytes()))
    assert [bare(each) for each in elements_of(json.loads(out.read_bytes()))] == elements


def test_a_library_goes_in_and_out_by_command(enplan: Run, citizen: str, tmp_path: Path) -> None:
    library, out = FILES / "simple-sticky-notes.excalidrawlib", tmp_path / "ud.excalidrawlib"

    enplan("import", library, "--citizen", citizen)
    status, _, _ = enplan("export", "--format", "excalidrawlib", "--citizen", citizen, "--out", out, "--board",
                          "simple-sticky-notes")  # fmt: skip

    assert status == DONE
    items = json.loads(library.read_bytes())["libraryItems"]
    told = json.loads(out.read_bytes())["libraryItems"]
    assert [each["name"] for each in told] == [each["name"] for each in items]


def test_a_drawing_without_a_citizen_is_wrong_use(enplan: Run) -> None:
    status, _, complaint = enplan("import", FILES / "hello.excalidraw")

    assert status == WRONG_USE
    assert "Skriv med --citizen, hvis plan tegningerne hører til." in complaint


def test_a_broken_drawing_is_refused_and_the_others_are_taken(enplan: Run, citizen: str) -> None:
    status, told, _ = enplan("import", FILES / "invalid.excalidraw", FILES / "tree.excalidraw", "--citizen", citizen)

    assert status == REFUSED
    assert "invalid.excalidraw: afvist. Filen har ingen tegning i sig." in told
    assert "Kort: 3" in told


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--format", "excalidraw", "--board", "x"), "--board kræver --citizen"),
        (("--format", "svg", "--only", "x"), "--only kræver --citizen"),
        (("--format", "fhir", "--only", "x", "--citizen", "ID"), "Intet på tavlen"),
        (("--format", "fhir", "--board", "x", "--citizen", "ID"), "Formatet skriver hele planen"),
        (("--format", "excalidraw", "--board", "x", "--citizen", "ID"), "ingen tavle med det navn"),
    ],
)
def test_a_board_that_cannot_be_written_is_told_in_words(
    enplan: Run, made: tuple[Path, str], words: tuple[str, ...], complaint: str
) -> None:
    asked = [made[1] if each == "ID" else each for each in words]

    status, _, told = enplan("export", *asked, "--out", made[0].parent / "ud")

    assert (status != DONE, complaint in told) == (True, True)


@pytest.mark.parametrize(("form", "head"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("board-pdf", b"%PDF")])
def test_any_board_leaves_as_picture_or_pdf_by_command(
    enplan: Run, citizen: str, tmp_path: Path, form: str, head: bytes
) -> None:
    out = tmp_path / "ud"
    enplan("import", FILES / "swimlane.excalidraw", "--citizen", citizen)

    status, told, _ = enplan("export", "--format", form, "--citizen", citizen, "--board", "swimlane", "--out", out)

    assert (status, told.strip()) == (DONE, str(out))
    assert out.read_bytes().startswith(head)


@pytest.mark.parametrize("form", ["svg", "excalidraw"])
def test_a_part_of_a_board_leaves_by_the_titles_of_what_is_on_it(
    enplan: Run, citizen: str, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "ud"
    enplan("import", FILES / "swimlane.excalidraw", "--citizen", citizen)
    asked = ("export", "--format", form, "--citizen", citizen, "--board", "swimlane", "--out", out, "--only")

    right, wrong = enplan(*asked, "Engineering"), enplan(*asked, "Engineering", "--only", "Findes ikke")

    assert (right[0], right[1].strip()) == (DONE, str(out))
    told = out.read_text(encoding="utf-8")
    assert ("Engineering" in told, "Product" in told) == (True, False)
    assert wrong[0] == REFUSED
    assert "hedder «Findes ikke»" in wrong[2]


def test_the_paper_of_a_board_is_chosen_by_command(enplan: Run, citizen: str, tmp_path: Path) -> None:
    words = ("export", "--format", "board-pdf", "--citizen", citizen, "--out", tmp_path / "ud.pdf", "--paper")

    right, wrong = enplan(*words, "A5"), enplan(*words, "A6")

    assert (right[0], wrong[0]) == (DONE, WRONG_USE)
    assert "a3, a4 eller a5" in wrong[2]
    assert b"/Title" in (tmp_path / "ud.pdf").read_bytes()
