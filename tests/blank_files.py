"""Files with today's tables and no rows, made once in a process and copied: making the tables takes longer than a test.

That the tables are made, from nothing and from each older shape, is what the tests of the steps are for.
"""

import functools
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from app.store.database import Database as StoreDatabase
from app.store.migrations import migrate
from sync.server.database import Database as ServerDatabase
from sync.server.embedded import DATABASE_FILE, KEY_FILE
from sync.server.vault import VAULT_FILE


def lay_blank_store(target: Path, *, key: bytes) -> None:
    """Lay a local copy that is nobody's yet at *target*, unless something is there."""
    if not target.exists():
        shutil.copy(_store(key), target)


def lay_blank_server(folder: Path, *, is_embedded: bool = True) -> None:
    """Lay the files of a server that has not begun yet in *folder*, unless it is there; its key is everybody's.

    A server that is not embedded has its rows elsewhere: it gets the key and the vault alone.
    """
    with suppress(FileExistsError):
        folder.mkdir(parents=True)
        for name in (KEY_FILE, VAULT_FILE, *((DATABASE_FILE,) if is_embedded else ())):
            shutil.copy(_server() / name, folder / name)


@functools.cache
def _store(key: bytes) -> Path:
    file = Path(tempfile.mkdtemp(prefix="enplan-blank-")) / "plan.db"
    database = StoreDatabase(file, key)
    migrate(database, found=database.schema(is_new=True))
    database.close()
    return file


@functools.cache
def _server() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="enplan-blank-"))
    database = ServerDatabase.embedded(folder)
    database.migrate()
    database.close()
    return folder
