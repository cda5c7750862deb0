"""The newcomer's door plans the right commands on every platform."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOOR = Path(__file__).parents[2] / "packaging" / "dev.py"
VENV = Path("venv")


def _load() -> ModuleType:
    """Load the recipe by its path: `packaging/` must never become an importable package."""
    spec = importlib.util.spec_from_file_location("enplan_dev", DOOR)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


dev = _load()


def test_a_fresh_debian_gets_its_packages_before_the_environment_is_made() -> None:
    plan = dev.plan_commands(platform="linux", missing=["libegl1", "python3.11-venv"], is_root=True, has_apt=True)

    assert [command.title for command in plan.commands] == [
        "apt-get update",
        "apt-get install",
        "environment",
        "requirements",
        "project",
    ]
    assert plan.commands[1].words[-2:] == ("libegl1", "python3.11-venv")


def test_the_package_lists_are_fetched_only_when_something_is_missing() -> None:
    plan = dev.plan_commands(platform="linux", missing=[], is_root=True, has_apt=True)

    assert [command.title for command in plan.commands] == ["environment", "requirements", "project"]


def test_nothing_is_run_when_everything_is_there() -> None:
    assert dev.plan_commands(platform="linux", missing=[], has_apt=True, is_installed=True) == dev.Plan()


def test_a_user_with_sudo_installs_through_it() -> None:
    plan = dev.plan_commands(platform="linux", missing=["libgl1"], has_sudo=True, has_apt=True, is_installed=True)

    assert [command.words[:2] for command in plan.commands] == [("sudo", "apt-get"), ("sudo", "apt-get")]


def test_a_user_without_rights_is_told_the_one_line_and_nothing_is_run() -> None:
    plan = dev.plan_commands(platform="linux", missing=["libgl1", "libegl1"], has_apt=True)

    assert plan == dev.Plan(
        by_hand="su -c 'apt-get update && apt-get install --yes --no-install-recommends libgl1 libegl1'"
    )


def test_another_linux_is_told_what_is_missing_by_its_debian_names() -> None:
    plan = dev.plan_commands(platform="linux", missing=["libgl1"], is_root=True)

    assert plan.commands == ()
    assert plan.by_hand is not None
    assert plan.by_hand.endswith(": libgl1")


@pytest.mark.parametrize(
    ("platform", "python"),
    [
        ("linux", Path("venv/bin/python")),
        ("darwin", Path("venv/bin/python")),
        ("win32", Path("venv/Scripts/python.exe")),
    ],
)
def test_requirements_are_installed_by_hash_with_the_environments_own_python(platform: str, python: Path) -> None:
    plan = dev.plan_commands(platform=platform, missing=[], venv=VENV)

    assert plan.commands[1].words[0] == str(python)
    assert "--require-hashes" in plan.commands[1].words
    assert {"--no-deps", "--no-build-isolation"} <= set(plan.commands[2].words)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_debian_packages_are_nobodys_business_outside_linux(platform: str) -> None:
    plan = dev.plan_commands(platform=platform, missing=["libgl1"], is_installed=True)

    assert plan == dev.Plan()


def test_an_environment_of_another_python_is_made_anew() -> None:
    plan = dev.plan_commands(platform="linux", missing=[], is_foreign=True, venv=VENV)

    assert plan.commands[0].words == ("python3", "-m", "venv", "--clear", "venv")


def test_every_check_runs_and_pytest_comes_last() -> None:
    titles = [command.title for command in dev.check_commands(platform="linux", venv=VENV)]

    assert titles == ["ruff check", "ruff format", "mypy", "import-linter", "pytest"]


def test_the_soak_runs_what_is_named_for_as_long_as_it_is_told_to_and_writes_where_it_is_told_to() -> None:
    command = dev.soak_command(platform="linux", only=["faults"], minutes=30, output=Path("night.jsonl"), venv=VENV)

    assert command.words[1].endswith("soak.py")
    assert command.words[2:] == ("--only", "faults", "--minutes", "30", "--output", "night.jsonl")


def test_the_demo_is_asked_for_the_tour_and_the_seed() -> None:
    command = dev.demo_command(platform="darwin", tour=Path("pictures"), seed=7, venv=VENV)

    assert command.words[1:] == ("-m", "ui", "demo", "--tour", "pictures", "--seed", "7")


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_known_from_the_environment(platform: str, environment: dict[str, str], expected: bool) -> None:
    assert dev.has_display(platform=platform, environment=environment) is expected


@pytest.mark.parametrize(
    ("version", "expected"), [((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False)]
)
def test_the_supported_pythons_are_those_of_the_project_file(version: tuple[int, int], expected: bool) -> None:
    assert dev.is_supported(version) is expected


def test_the_exit_code_is_that_of_the_first_failing_stage() -> None:
    outcomes = [
        dev.Outcome("mypy", 0, 1.0),
        dev.Outcome("import-linter", 3, 0.2),
        dev.Outcome("pytest", 1, 60.0),
    ]

    assert dev.first_failure(outcomes) == 3
    assert dev.table(outcomes).splitlines()[1] == "     0.2 s  import-linter  FAILED (3)"


def test_the_door_opens_without_any_installed_package() -> None:
    shown = subprocess.run(
        [sys.executable, "-I", "-S", str(DOOR), "--help"], capture_output=True, text=True, check=True
    )

    assert "{demo,test,bench,soak}" in shown.stdout


def test_the_tests_files_lie_in_memory_where_there_is_room_and_are_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "is_memory", Path.is_dir)
    with dev.folder_in_memory(tmp_path, least=1) as folder:
        assert folder is not None
        (folder / "left").touch()
    assert list(tmp_path.iterdir()) == []


def test_the_tests_files_lie_on_disk_where_memory_is_small_or_missing_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dev.folder_in_memory(tmp_path, least=1) as folder:
        assert folder is None
    monkeypatch.setattr(dev, "is_memory", Path.is_dir)
    with dev.folder_in_memory(tmp_path, least=2**62) as folder:
        assert folder is None
    with dev.folder_in_memory(tmp_path / "missing") as folder:
        assert folder is None


def test_what_runs_beside_the_last_command_is_told_in_one_piece_and_counts(capfd: pytest.CaptureFixture[str]) -> None:
    fails = "import sys; print('one'); print('two', file=sys.stderr); sys.exit(3)"
    first = dev.Command("first", (sys.executable, "-c", fails))
    last = dev.Command("last", (sys.executable, "-c", "pass"))

    outcomes = dev.run_beside([first, last], settings={})

    assert {(each.title, each.code) for each in outcomes} == {("first", 3), ("last", 0)}
    assert "== first\none\ntwo\n" in capfd.readouterr().out


def test_the_last_command_begins_when_what_must_be_before_it_has_ended(tmp_path: Path) -> None:
    makes = dev.Command("makes", (sys.executable, "-c", f"open({str(tmp_path / 'made')!r}, 'w')"))
    needs = dev.Command("needs", (sys.executable, "-c", f"open({str(tmp_path / 'made')!r})"))

    outcomes = dev.run_beside([needs], settings={}, before=[makes])

    assert [(each.title, each.code) for each in outcomes] == [("makes", 0), ("needs", 0)]


def test_the_collection_imports_every_test_and_runs_none() -> None:
    command = dev.collection_command(platform="linux", venv=VENV)

    assert (command.title, "--collect-only" in command.words) == ("collection", True)
