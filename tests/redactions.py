"""What tests of redaction do and ask: taking back, redacting by hand, and looking for words in every table."""

from app.store.store import Store
from exchanges import edit
from offices import Office, goal
from sealed_rows import cells, refusals, written
from sync.server import check, redaction, settings
from sync.server import log as logs

SECRET = "kanariefuglen"


def problems(office: Office) -> list[str]:
    with office.core.database.reading() as connection:
        return [each.problem for each in check.check(connection)]


def last_change(store: Store, record: str, *, own: bool = True) -> str:
    with store.reader() as reader:
        return next(each.id for each in reader.changes(identity=record) if each.change is not None and each.own is own)


def redact(store: Store, record: str, *ids: str) -> None:
    """Take one's own changes back, as the act does."""
    stream = goal(store, record).stream
    with store.transact("Forkert borger", role="redact") as transaction:
        transaction.take_back(stream, list(ids))


def texts_of(store: Store) -> bytes:
    """Return everything that the store's tables hold of changes and records."""
    with store.database.reading() as connection:
        rows = list(connection.exec_driver_sql("SELECT body, before, outcomes, sig FROM change"))
        rows += connection.exec_driver_sql("SELECT cells, shown, sort, type FROM record").all()
    return b"|".join(each if isinstance(each, bytes) else str(each).encode() for row in rows for each in row)


def server_texts(office: Office, stream: str) -> bytes:
    with office.core.database.reading() as connection:
        held = [row.body + row.outcomes for row in written(connection, stream)]
        held += [told for _, _, told in cells(connection, stream)]
        held += [each.body or b"" for each in refusals(connection)]
    return b"|".join(held)


def meet(office: Office, *stores: Store) -> None:
    for store in (*stores, *stores):
        office.sync(store, with_log=True)


def join_texts(office: Office, mette: Store, jonas: Store, record: str) -> tuple[str, str]:
    """Let both add to one text, Mette a secret before it and Jonas «fire» after it; return the change of each."""
    edit(mette, record, note="en to tre")
    meet(office, mette, jonas)
    edit(mette, record, note=f"{SECRET} en to tre")
    edit(jonas, record, note="en to tre fire")
    meet(office, mette, jonas)
    return last_change(mette, record), last_change(jonas, record)


def by_hand(office: Office, stream: str, *ids: str) -> None:
    """Redact on the server, in the name of the data protection officer."""
    with office.core.database.writing() as connection:
        log = logs.lock(connection, stream)
        assert log is not None
        redaction.remove(
            log, ids, by="dpo", reason="indsigelse", now="2026-11-25T12:00:00.000Z",
            identity=settings.identity(connection),
        )  # fmt: skip
        settings.beat(connection)
