"""The commands of `enplan`: what each does, how it refuses, and that none of them loads Qt."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.changes.sealing import new_pair
from app.clock import SystemClock
from app.domain.citizen import CITIZEN
from app.domain.look_up import LOOK_UP
from app.store.copies import edition
from app.store.opened import Opened, open_with_passphrase
from app.store.profile import Profile, read_facts
from profiles import started
from ui.command_line import run
from ui.commands import COMMANDS

PASSPHRASE = "æbler på bordet i solen"
KAREN = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [
        {"resource": {"resourceType": "Patient", "id": "karen", "name": [{"given": ["Karen"], "family": "Holm"}]}},
        {
            "resource": {
                "resourceType": "Goal",
                "id": "op",
                "lifecycleStatus": "active",
                "description": {"text": "Op klokken 7"},
                "subject": {"reference": "Patient/karen"},
            }
        },
    ],
}
NEW_PASSPHRASE = "tolv cykler uden lygter"
DONE, REFUSED, WRONG_USE = 0, 1, 2

EVERY_COMMAND = """
import sys
from pathlib import Path
from profiles import make_guessing_cheap
from ui.__main__ import main
make_guessing_cheap()
profile, file, key, out = sys.argv[1:]
for words in (["init", "--escrow", key + ".pub"], ["import", file], ["list"], ["show", "x"], ["export", "--format",
              "pdf", "--out", out], ["paper", "--out", out + ".pdf"], ["sync"],
              ["attach", file, "--citizen", "x"], ["detach", "x"], ["save", "x", file],
              ["verify"], ["recover", "--key", key], ["--help"]):
    sys.argv[1:] = words if words[0] in ("--help", "paper") else [*words, "--profile", profile]
    main()
    loaded = [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
    print("LOADED", words[0], loaded, flush=True)
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a new profile, a file with one fictitious person, and a profile that has read it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "karen.json").write_text(json.dumps(KAREN), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
        assert run(["init", "--user", "mette", "--profile", str(folder / "new")]) == DONE
        shutil.copytree(folder / "new", folder / "read")
        assert run(["import", str(folder / "karen.json"), "--profile", str(folder / "read")]) == DONE
    return folder


@pytest.fixture
def patient(made: Path) -> Path:
    """Return the file with one fictitious person and a goal."""
    return made / "karen.json"


@pytest.fixture
def profile(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a profile that holds the person, and whose passphrase stands in the environment."""
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    return Path(shutil.copytree(made / "read", tmp_path / "p"))


@pytest.fixture
def enplan(profile: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return how to run a command with the profile: (status, what it printed, what it complained of)."""
    capsys.readouterr()

    def call(*words: object) -> tuple[int, str, str]:
        status = run([*map(str, words), "--profile", str(profile)])
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


def opened(profile: Path) -> Opened:
    return open_with_passphrase(profile, PASSPHRASE, clock=SystemClock())


def the_citizen(enplan: Run) -> str:
    listed = json.loads(enplan("list", "--json")[1])
    return str(listed["citizens"][0]["id"])


def test_no_command_loads_qt(tmp_path: Path, patient: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    pair = new_pair()
    (tmp_path / "key.pub").write_bytes(pair.public)
    (tmp_path / "key").write_bytes(pair.private)

    with started(EVERY_COMMAND, tmp_path / "p", patient, tmp_path / "key", tmp_path / "out") as process:
        printed = process.communicate()[0].decode()

    told = dict(re.findall(r"LOADED (\S+) (\[.*\])", printed))
    assert set(told) == {*(command.name for command in COMMANDS), "--help"}
    assert set(told.values()) == {"[]"}


def test_a_profile_is_made_for_the_user_and_is_empty(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    place = shutil.copytree(made / "new", tmp_path / "p")

    assert run(["list", "--json", "--profile", str(place)]) == DONE
    assert json.loads(capsys.readouterr().out) == {"citizens": []}
    assert read_facts(place).login == "mette"


def test_a_folder_in_use_is_not_made_a_profile_again(enplan: Run) -> None:
    status, _, complaint = enplan("init")

    assert status == REFUSED
    assert "er allerede i brug" in complaint


def test_a_short_passphrase_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENPLAN_PASSPHRASE", "kort")

    assert run(["init", "--profile", str(tmp_path / "p")]) == REFUSED
    assert "mindst 12 tegn" in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


def test_a_wrong_passphrase_is_refused(enplan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENPLAN_PASSPHRASE", "noget helt andet end den")

    assert enplan("list") == (REFUSED, "", "Adgangssætningen er forkert. Prøv igen.\n")


def test_a_profile_that_is_open_elsewhere_is_said_to_be_open(enplan: Run, profile: Path) -> None:
    with Profile.open(profile):
        status, _, complaint = enplan("verify")

    assert status == REFUSED
    assert "Enplan er allerede åben med denne profil." in complaint


def test_a_profile_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "--profile", str(tmp_path / "ingen")]) == REFUSED
    assert "Der er ingen profil i" in capsys.readouterr().err


def test_a_person_is_shown_with_every_field_and_all_that_belongs_to_her(enplan: Run) -> None:
    shown = json.loads(enplan("show", the_citizen(enplan), "--json")[1])

    assert shown["fields"] == {"given": "Karen", "family": "Holm"}
    assert "Op klokken 7" in {each["fields"].get("title") for each in shown["records"]}


def test_what_became_of_each_resource_is_told(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patient: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    place = shutil.copytree(made / "new", tmp_path / "p")

    status = run(["import", str(patient), "--json", "--profile", str(place)])

    report = json.loads(capsys.readouterr().out)
    assert status == DONE
    assert [each["outcome"] for each in report["files"][0]["resources"]] == ["mapped", "mapped"]


def test_a_second_import_changes_nothing(enplan: Run, patient: Path) -> None:
    status, told, _ = enplan("import", patient, "--json")

    assert status == DONE
    assert json.loads(told)["totals"]["mapped"] == 0


def test_each_file_stands_in_the_json_with_what_came_of_it(enplan: Run, tmp_path: Path, patient: Path) -> None:
    (tmp_path / "note.txt").write_text("kære dagbog", encoding="utf-8")
    (tmp_path / "nothing.json").write_text('{"resourceType": "Bundle", "entry": []}', encoding="utf-8")

    status, told, _ = enplan("import", tmp_path / "note.txt", patient, tmp_path / "nothing.json", "--json")

    note, karen, nothing = json.loads(told)["files"]
    assert status == REFUSED
    assert (note["status"], note["resources"]) == ("refused", [])
    assert note["reason"]
    assert (karen["path"], karen["status"]) == (str(patient), "read")
    assert [set(each) for each in karen["resources"]] == [{"type", "id", "outcome", "record"}] * 2
    assert nothing == {"path": str(tmp_path / "nothing.json"), "status": "read", "resources": []}


def test_a_file_that_cannot_be_read_is_refused_with_its_reason(enplan: Run, tmp_path: Path, patient: Path) -> None:
    (tmp_path / "note.txt").write_text("kære dagbog", encoding="utf-8")

    status, told, _ = enplan("import", tmp_path / "note.txt", patient)

    assert status == REFUSED
    assert "note.txt: afvist." in told
    assert "2 kendt i forvejen" in told


def test_what_is_listed_can_be_read_without_json(enplan: Run) -> None:
    told = enplan("list")[1]

    assert told.splitlines()[0] == f"{the_citizen(enplan)} citizen"
    assert "  family: Holm" in told


def test_showing_somebody_is_written_down_with_its_purpose(enplan: Run, profile: Path) -> None:
    citizen = the_citizen(enplan)

    enplan("show", citizen, "--purpose", "Aktindsigt")

    with opened(profile) as here, here.store.reader() as reader:
        assert [(each.subject, each.purpose) for each in reader.all(LOOK_UP)] == [(citizen, "Aktindsigt")]


def test_an_id_that_is_nothing_here_is_refused(enplan: Run) -> None:
    status, _, complaint = enplan("show", "01a200ec-0000-7000-b709-d55408457f8d")

    assert status == REFUSED
    assert "Der er intet med det id på denne pc." in complaint


def test_plans_are_exported_one_file_each_named_by_id(enplan: Run, tmp_path: Path) -> None:
    citizen = the_citizen(enplan)

    status, told, _ = enplan("export", "--format", "pdf", "--out", tmp_path / "ud", "--json")

    path = tmp_path / "ud" / f"{citizen}.pdf"
    assert (status, json.loads(told)) == (DONE, {"files": [{"citizen": citizen, "path": str(path)}]})
    assert path.read_bytes().startswith(b"%PDF-")


def test_one_plan_is_exported_to_the_file_that_is_named(enplan: Run, patient: Path, tmp_path: Path) -> None:
    enplan("import", patient)
    path = tmp_path / "tavle.svg"

    status, told, _ = enplan("export", "--format", "svg", "--out", path, "--citizen", the_citizen(enplan))

    assert (status, told) == (DONE, f"{path}\n")
    assert "Op klokken 7" in path.read_text(encoding="utf-8")


def test_a_citizen_who_is_not_here_is_not_exported(enplan: Run, tmp_path: Path) -> None:
    status, _, complaint = enplan("export", "--format", "svg", "--out", tmp_path / "x.svg", "--citizen", "ingen")

    assert status == REFUSED
    assert "Borgeren findes ikke på denne pc." in complaint


def test_a_format_that_is_not_there_is_wrong_use(enplan: Run, tmp_path: Path) -> None:
    status, _, complaint = enplan("export", "--format", "doc", "--out", tmp_path)

    assert status == WRONG_USE
    assert "Formatet doc findes ikke. Vælg mellem: pdf, svg" in complaint


def test_a_sound_profile_is_found_sound(enplan: Run) -> None:
    status, told, _ = enplan("verify", "--json")

    assert (status, json.loads(told)["sound"]) == (DONE, True)
    assert "Alt er, som det skal være." in enplan("verify")[1]


def test_a_damaged_profile_is_told_with_what_is_wrong(enplan: Run, profile: Path) -> None:
    with opened(profile) as here, here.store.writing() as connection:
        connection.exec_driver_sql("UPDATE record SET day = '1999-01-01' WHERE type = 'goal'")

    status, told, _ = enplan("verify")

    assert status == REFUSED
    assert "En liste svarer ikke til det viste." in told


def test_a_printed_copy_is_proved_by_its_code(enplan: Run, profile: Path) -> None:
    with opened(profile) as here, here.store.reader() as reader:
        printed = edition(reader, citizen=reader.all(CITIZEN)[0].id)

    found = enplan("verify", "--plan", printed.plan, "--hash", printed.hash.hex()[:12])
    forged = enplan("verify", "--plan", printed.plan, "--hash", "ab" * 32)

    assert (found[0], forged[0]) == (DONE, REFUSED)
    assert "Udskriften er ægte" in found[1]


def test_a_plan_without_its_code_is_wrong_use(enplan: Run) -> None:
    status, _, complaint = enplan("verify", "--plan", "x")

    assert status == WRONG_USE
    assert "Skriv både --plan og --hash" in complaint


def test_a_lost_passphrase_is_replaced_with_the_key_of_the_municipality(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pair, place = new_pair(), str(tmp_path / "p")
    (tmp_path / "key.pub").write_bytes(pair.public)
    (tmp_path / "key").write_bytes(pair.private)
    monkeypatch.setenv("ENPLAN_PASSPHRASE", PASSPHRASE)
    assert run(["init", "--escrow", str(tmp_path / "key.pub"), "--profile", place]) == DONE
    monkeypatch.setenv("ENPLAN_PASSPHRASE", NEW_PASSPHRASE)

    before = run(["list", "--profile", place])
    recovered = run(["recover", "--key", str(tmp_path / "key"), "--profile", place])

    assert (before, recovered, run(["list", "--profile", place])) == (REFUSED, DONE, DONE)


def test_a_key_that_does_not_fit_recovers_nothing(enplan: Run, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(new_pair().private)

    status, _, complaint = enplan("recover", "--key", tmp_path / "key")

    assert status == REFUSED
    assert "uden nødnøgle" in complaint


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["export"], "Der mangler --format."),
        (["import"], "Der mangler FIL…."),
        (["list", "--wrong"], "Valget --wrong findes ikke."),
        (["wrong"], "Kommandoen findes ikke."),
        (["recover", "--key", "/findes/ikke"], "--key kan ikke bruges, som det er skrevet."),
    ],
)
def test_wrong_use_is_told_in_danish(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == WRONG_USE

    told = capsys.readouterr().err
    assert told.startswith(complaint)
    assert "--help»." in told


@pytest.mark.parametrize("words", [[], *([str(command.name)] for command in COMMANDS)], ids=str)
def test_the_help_is_danish(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--help"]) == DONE

    told = capsys.readouterr().out
    assert told.startswith("Brug: enplan")
    assert [word for word in ("Usage", "Options", "Commands", "Show this", "required") if word in told] == []
