"""Who was read, when and why: written offline too, sent first, and a gap shows on the server."""

from functools import partial
from pathlib import Path

from app.domain.look_up import LOOK_UP, LookUpAct
from app.operations.citizens import add_citizen
from app.operations.look_ups import look_up, look_up_lines, look_up_number
from app.store.store import Store
from offices import Office
from sync.server import look_ups
from sync.server.check import Finding
from sync.server.statements import Statement

DROPPED = Statement("DELETE FROM record WHERE id = :id")
INDEX = Statement("SELECT act, login FROM look_up WHERE subject = :subject ORDER BY id")


def found(office: Office) -> list[Finding]:
    return office.core.database.read(lambda each: list(look_ups.check(each)))


def test_S26_look_ups_made_offline_are_linked_on_the_server(office: Office, mette: Store, citizen: str) -> None:
    for act in (LookUpAct.OPEN, LookUpAct.SHOW_CPR, LookUpAct.PRINT, LookUpAct.EXPORT):
        look_up(mette, citizen=citizen, purpose="Møde", act=act)
    office.sync(mette)

    rows = office.core.database.read(lambda each: INDEX.all(each, subject=citizen))
    assert [row.act for row in rows] == ["open", "show_cpr", "print", "export"]
    assert found(office) == []


def test_S26_lines_that_were_shown_offline_are_linked_on_the_server(office: Office, mette: Store, citizen: str) -> None:
    other = add_citizen(mette, given="Aage", family="Holm")
    look_up(mette, citizen=citizen, purpose="Møde")
    for citizens in ([citizen], [other, citizen]):
        look_up_lines(mette, citizens=citizens, purpose="Dagens overblik", act=LookUpAct.LIST)
    office.sync(mette)

    written = [
        [row.act for row in office.core.database.read(partial(INDEX.all, subject=each))] for each in (citizen, other)
    ]
    assert written == [["open", "list"], ["list"]]
    assert found(office) == []


def test_S26_a_look_up_that_was_taken_out_shows(office: Office, mette: Store, citizen: str) -> None:
    for purpose in ("Møde", "Samtale", "Opfølgning"):
        look_up(mette, citizen=citizen, purpose=purpose)
    office.sync(mette)
    with mette.reader() as reader:
        middle = sorted(each.id for each in reader.all(LOOK_UP))[1]
    office.core.database.write(lambda each: DROPPED.run(each, id=middle))

    assert [each.problem for each in found(office)] == ["look_up"]


def test_S26_two_devices_have_a_chain_each(office: Office, mette: Store, jonas: Store, citizen: str) -> None:
    for store in (mette, jonas, mette):
        look_up(store, citizen=citizen, purpose="Møde")
    for store in (mette, jonas):
        office.sync(store)

    assert found(office) == []


def test_S26_a_copied_device_goes_on_with_the_chain(office: Office, mette: Store, citizen: str, tmp_path: Path) -> None:
    look_up(mette, citizen=citizen, purpose="Møde")
    copy = office.copy_of(mette, name="copy")
    for store in (mette, copy):
        look_up(store, citizen=citizen, purpose="Samtale")
        office.sync(store)

    assert found(office) == []


def test_a_search_by_a_whole_number_is_written_down_with_whom_it_found(mette: Store) -> None:
    citizen = add_citizen(mette, given="Karen", family="Holm", cpr="0101700000")

    counts = [look_up_number(mette, asked=asked) for asked in ("Karen", "010170", "010170-0000", "020270-0000")]

    with mette.reader() as reader:
        written = [(each.act, each.subject) for each in reader.all(LOOK_UP)]
    assert counts == [0, 0, 1, 0]
    assert written == [(LookUpAct.SEARCH, citizen)]
