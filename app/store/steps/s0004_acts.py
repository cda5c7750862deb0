"""Step 4: the changes of an act are found without looking at all the others."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations


def acts(op: "Operations") -> None:
    """Make the index."""
    op.create_index("change_of_act", "change", ["act"])
