"""The steps from an empty file to the tables of today; a released one is never edited and uses no code of ours."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.store.steps.s0001_first_tables import first_tables
from app.store.steps.s0002_attached import attached
from app.store.steps.s0003_unchecked import unchecked
from app.store.steps.s0004_acts import acts

if TYPE_CHECKING:
    from alembic.operations import Operations

STEPS: tuple[Callable[["Operations"], None], ...] = (first_tables, attached, unchecked, acts)
