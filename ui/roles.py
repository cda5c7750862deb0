"""Roles as the server names them: what a screen offers to whom. The server judges every act by itself."""

MANAGER = "manager"
WRITERS = frozenset({"caseworker", "field_worker", "plan_coordinator", "superuser"})
"""Who writes in plans, and may open one in an emergency."""
CREATORS = WRITERS - {"field_worker"}
"""Who makes plans for new citizens."""
CITIZEN_SERVICE = "citizen_service"
"""Who helps a citizen that is present."""
OVERSEERS = frozenset({"superuser", "auditor", MANAGER})
"""Who sees which plans were opened in an emergency."""
COUNTERS = OVERSEERS | {"administrative"}
"""Who sees how many there are."""


def is_offered(role: str | None, roles: frozenset[str]) -> bool:
    """Tell whether what *roles* may do is offered to *role*, which a profile without a server has not."""
    return role is None or role in roles
