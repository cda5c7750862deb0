"""What the commands of the server share: where its data lie, how it is opened, how they answer."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from app.clock import SystemClock
from app.ids import is_uuid
from sync.server import load
from sync.server.core import Core
from sync.server.database import Database, DatabaseTooNew
from sync.server.embedded import DATABASE_FILE
from sync.server.places import NotPlaces, Place
from sync.server.postgres import CONNECTIONS, NotReached
from sync.server.sealed_file import PlanfileWrong
from sync.server.serving import PlainOutside
from sync.server.staffing import NotDone
from sync.server.vault import OtherVault
from sync.server.vault_tables import VaultTooNew
from sync.server.workers import WorkersFailed

KEYS = "ENPLAN_KEYS"
DEFAULT_FOLDER = Path("enplan-server")

_options: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=DEFAULT_FOLDER,
        show_default=True,
        help="The server's folder: server.key, the keys of the streams and, where no --database is said, the plans.",
    ),
    click.option(
        "--database",
        "url",
        envvar="ENPLAN_DATABASE",
        help="postgresql://… instead of the embedded file; ENPLAN_DATABASE says it without showing a password.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object."),
)


def on_data(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* the options that say where the data lie and how to answer."""
    for each in reversed(_options):
        command = each(command)
    return command


@contextmanager
def opened(data: Path, url: str | None, *, may_begin: bool = False) -> Iterator[Database]:
    """Open the database as it is; ENPLAN_KEYS says where the streams' keys are when they lie in a database, too.

    One that is not there is made only where a command *may_begin* it: a wrong folder would look like an empty server.
    """
    if not (url or may_begin or (data / DATABASE_FILE).exists()):
        raise click.ClickException(f"There is no server's data in {data}: say by --data where they lie.")
    with answered():
        place = Place(folder=data, url=url or "", keys=os.environ.get(KEYS, ""))
        database = place.open(connections=CONNECTIONS)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def prepared(data: Path, url: str | None) -> Iterator[Database]:
    """Open the database with today's tables and the server's keys."""
    with opened(data, url, may_begin=True) as database:
        Core(database, clock=SystemClock())
        yield database


@contextmanager
def answered() -> Iterator[None]:
    """Turn what can be put right into one line and exit code 1."""
    try:
        yield
    except (NotPlaces, NotReached, DatabaseTooNew, OtherVault, PlanfileWrong, VaultTooNew, WorkersFailed) as failed:
        raise click.ClickException(f"{failed}.") from failed
    except NotDone as failed:
        raise click.ClickException(f"{failed}.") from failed
    except PlainOutside as failed:
        raise click.ClickException(
            f"At {failed} other machines are answered, which needs TLS: give --certificate and --certificate-key, "
            "or leave out --host."
        ) from failed
    except (load.NotLoadable, SQLAlchemyError, OSError) as failed:
        raise click.ClickException(f"{type(failed).__name__}: {failed}") from failed


def ids(told: str) -> list[str]:
    """Return the ids of an argument: one, or those of a file."""
    if is_uuid(told):
        return [told]
    path = Path(told)
    if not path.is_file():
        raise click.BadParameter("neither an id nor a file of ids")
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def tell(answer: dict[str, Any], *, as_json: bool) -> None:
    """Print the answer."""
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for name, value in answer.items():
        click.echo(f"{name}: {value}")


def tell_rows(name: str, rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Print *rows*, one a line; as JSON they are one list called *name*."""
    if as_json:
        tell({name: rows}, as_json=True)
        return
    for row in rows:
        click.echo("  ".join(" ".join(each) if isinstance(each, tuple) else str(each or "-") for each in row.values()))
