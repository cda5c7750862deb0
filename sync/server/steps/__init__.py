"""The steps from an empty database to the tables of today; a released one is never edited and uses no code of ours."""

from collections.abc import Callable

from alembic.operations import Operations

from sync.server.steps.s0001_first_tables import first_tables
from sync.server.steps.s0002_several_processes import several_processes
from sync.server.steps.s0003_periods import periods

STEPS: tuple[Callable[[Operations], None], ...] = (first_tables, several_processes, periods)
