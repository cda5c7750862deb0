"""Step 3: assignments are periods with a reason; units and limits of accounts; what is shared; what was quarantined."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from alembic.operations import Operations

_OPEN = "9999-12-31T23:59:59.999Z"


def periods(op: "Operations") -> None:
    """Make assignments periods, and the tables and columns around them."""
    _assignments(op)
    _limits(op)
    _shares(op)
    for name in ("settled", "settled_by", "settled_at"):
        op.add_column("refusal", sa.Column(name, sa.Text))
    for name in ("seen", "lost_by", "lost_why", "wiped"):
        op.add_column("device", sa.Column(name, sa.Text))


def _assignments(op: "Operations") -> None:
    """Take the assignments that there are over as periods."""
    held = op.get_bind().execute(sa.text("SELECT citizen, login, since, ended, reason FROM assignment")).all()
    op.drop_table("assignment")
    made = op.create_table(
        "assignment_period",
        sa.Column("citizen", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("sort", sa.Text, nullable=False),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("starts", sa.Text, nullable=False),
        sa.Column("ends", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("given_by", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
    )
    op.create_index("assignment_period_of_login", "assignment_period", ["login"])
    op.create_index("assignment_period_due", "assignment_period", ["due"])
    rows = [_period(each) for each in held]
    if rows:
        op.bulk_insert(made, rows)


def _period(row: Any) -> dict[str, Any]:
    return {
        "citizen": row.citizen, "id": f"{row.login}/1", "login": row.login, "sort": "assigned", "party": "",
        "starts": row.since, "ends": row.ended or _OPEN, "due": _OPEN, "given_by": "", "why": "", "reason": row.reason,
    }  # fmt: skip


def _limits(op: "Operations") -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("part_of", sa.Text),
    )
    for name in ("within", "kle"):
        op.add_column("account", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("citizen", sa.Column("kle", sa.Text, nullable=False, server_default=""))


def _shares(op: "Operations") -> None:
    op.create_table(
        "share",
        sa.Column("citizen", sa.Text, primary_key=True),
        sa.Column("party", sa.Text, primary_key=True),
        sa.Column("edition", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("ended", sa.Text),
    )
    op.create_index("share_by_stream", "share", ["stream"])
    op.create_index("share_due", "share", ["due"])
