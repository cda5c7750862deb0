"""The plan itself: it stands as soon as something is written for a citizen."""

from app.domain.board import BOARD, Axis, Board
from app.domain.plan import PLAN, Plan
from app.domain.values import State
from app.ids import main_board_of, plan_of
from app.store.store import Store
from app.store.transaction import Transaction
from app.texts import mark


def stand_plan(transaction: Transaction, citizen: str) -> None:
    """Make the citizen's plan and its main board where they are missing; both have the same ids on every device."""
    if transaction.reader.record(plan_of(citizen)) is None:
        plan = Plan(id=plan_of(citizen), state=State.ACTIVE, start=transaction.now[:10])
        transaction.put(PLAN, plan, citizen=citizen)
    if transaction.reader.record(main_board_of(citizen)) is None:
        board = Board(id=main_board_of(citizen), is_main=True, axis=Axis.TIME)
        transaction.put(BOARD, board, citizen=citizen)


def edit_plan(store: Store, plan: Plan, **fields: object) -> None:
    """Set fields of the plan: title, follow-up, coordinator, the order of life areas."""
    with store.transact(mark("act", "Ret planen"), citizen=plan.citizen) as transaction:
        transaction.edit(plan, **fields)
