"""Step 3: what has a signature that nobody has looked at is found without looking at all the others."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations


def unchecked(op: "Operations") -> None:
    """Make the index."""
    waiting = sa.text("state = 'entered' AND checked = 0 AND own = 0 AND body IS NOT NULL")
    op.create_index("change_unchecked", "change", ["n"], sqlite_where=waiting)
