"""The steps from an empty file to the tables of today; a released one is never edited and uses no code of ours."""

from collections.abc import Callable

from alembic.operations import Operations

from app.store.steps.s0001_first_tables import first_tables
from app.store.steps.s0002_attached import attached

STEPS: tuple[Callable[[Operations], None], ...] = (first_tables, attached)
