"""Whatever is shipped is named with its licence."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

RECIPE = Path(__file__).parents[2] / "packaging" / "notices.py"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("enplan_notices", RECIPE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


notices = _load()


def test_the_notices_are_those_of_the_pinned_packages() -> None:
    assert notices.NOTICES.read_text(encoding="utf-8") == notices.notices()


def test_the_notices_tell_who_uses_a_package() -> None:
    used_by = {package.name: package.used_by for package in notices.packages()}

    assert (used_by["pyside6-essentials"], used_by["uvicorn"], used_by["sqlalchemy"]) == (
        "client",
        "server",
        "both",
    )


def test_no_shipped_package_has_a_licence_that_ours_cannot_live_with() -> None:
    strict = {package.name for package in notices.packages() if package.licence.startswith(("GPL", "AGPL"))}

    assert strict == set()


def test_an_unknown_licence_is_never_passed_over() -> None:
    with pytest.raises(LookupError, match="no-such-package"):
        notices.licence("no-such-package")


@pytest.mark.parametrize(("what", "text", "terms"), notices.VENDORED)
def test_the_licence_of_every_kept_file_is_in_the_repository(what: str, text: str, terms: str) -> None:
    assert f"| {what} | {terms} | `{text}` |" in notices.notices()
    assert (notices.ROOT / text).stat().st_size > 1000
