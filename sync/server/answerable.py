"""In whose name plans are removed, erased or handed over: an open account, of a role that answers for such a thing."""

from collections.abc import Collection

from sqlalchemy import Connection

from sync.server import accounts
from sync.server.rights import READERS, Role
from sync.server.staffing import NotDone

STAFF = READERS | {Role.ADMINISTRATOR}
"""May ask that something goes, and hand plans over: who works with plans, and who looks after the server."""
DECIDING = frozenset({Role.SUPERUSER, Role.MANAGER, Role.AUDITOR, Role.ADMINISTRATOR})
"""May confirm that something goes, and ask for an erasure: who answers for others' work."""


def check(connection: Connection, login: str, roles: Collection[Role]) -> None:
    """Raise NotDone unless *login* is an open account of one of *roles*."""
    role = accounts.role_of(connection, login)
    if role is None:
        raise NotDone("there is no such user")
    if role not in roles:
        raise NotDone(f"a user who is {role.value} does not answer for this; say another")
