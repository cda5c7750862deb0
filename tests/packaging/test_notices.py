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


def test_every_kept_font_and_icon_is_told_with_where_its_licence_is() -> None:
    kept = {notices.ROOT / text for _, _, text in (*notices.fonts(), *notices.ICONS)}
    shipped = {*notices.ROOT.glob("resources/fonts/*"), notices.ROOT / "resources" / "icons"}

    assert {text.parent for text in kept} == shipped
    assert {text for text in kept if text.stat().st_size < 1000} == set()
