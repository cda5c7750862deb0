"""The board: where the plan is drawn together; every card is a plan item."""
