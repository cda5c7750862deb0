"""Files are attached whole or not at all, come back unharmed, and leave no trace when they must go."""

from pathlib import Path

import pytest

from app.changes.attached import LARGEST, Sealed
from app.clock import FixedClock
from app.domain.attachment import Attachment
from app.domain.look_up import LOOK_UP, LookUpAct
from app.domain.media import Media
from app.errors import EnvironmentTrouble, UserError
from app.ids import citizen_stream
from app.operations.attachments import attach, attach_file, detach, read_file, rename, save_file
from app.operations.items import delete_records
from app.operations.wrong_citizen import take_back
from app.queries.attachments import AttachmentView, Damaged, Place, attachments, size_in_words
from app.store import attached, states
from app.store.store import Store
from app.store.verify import Check, verify
from builders import KEY, NOON, a_citizen, a_goal, a_store
from files import CANARY, PDF, a_file, a_large_pdf, content, the_file
from offices import goal


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return a_store(tmp_path)


@pytest.fixture
def citizen(store: Store) -> str:
    return a_citizen(store)


def listed(store: Store, citizen: str, item: str | None = None) -> list[AttachmentView]:
    with store.reader() as reader:
        return list(attachments(reader, citizen=citizen, item=item))


def rows(store: Store, table: str) -> int:
    with store.database.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608


def break_a_byte(store: Store, attachment: Attachment) -> None:
    """Alter the sealed bytes behind the program's back."""
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE attached_part SET content = zeroblob(length(content)) WHERE number = 0")


def test_an_attached_file_is_listed_with_its_kind_and_size_and_comes_back_unharmed(store: Store, citizen: str) -> None:
    made = a_file(store, citizen, content=a_large_pdf(), name="Udredning")

    (view,) = listed(store, citizen)
    assert (view.name, view.about, view.place) == ("Udredning", "PDF, 700 KB", Place.WAITING)
    assert content(store, made) == a_large_pdf()
    assert (made.media, made.size, made.day) == (Media.PDF, len(a_large_pdf()), "2026-11-24")
    assert verify(store).is_sound


def test_a_file_of_a_goal_is_listed_with_the_goal_and_with_the_plan_until_the_goal_is_deleted(
    store: Store, citizen: str
) -> None:
    item = goal(store, a_goal(store, citizen))
    attach(store, citizen=citizen, content=PDF, name="Aftale", item=item)
    a_file(store, citizen, name="Brev")

    assert [each.name for each in listed(store, citizen, item.id)] == ["Aftale"]
    assert [each.name for each in listed(store, citizen)] == ["Aftale", "Brev"]

    delete_records(store, [item])
    assert [each.name for each in listed(store, citizen)] == ["Brev"]


def test_attaching_and_detaching_are_undone_and_done_again(store: Store, citizen: str) -> None:
    made = a_file(store, citizen)
    detach(store, made)
    assert listed(store, citizen) == []

    store.undo(citizen)
    assert content(store, listed(store, citizen)[0].attachment) == PDF

    store.undo(citizen)
    assert listed(store, citizen) == []
    store.redo(citizen)
    assert content(store, listed(store, citizen)[0].attachment) == PDF


def test_a_name_is_one_line_that_can_be_seen_and_may_be_altered(store: Store, citizen: str) -> None:
    made = a_file(store, citizen, name="../../brev\u202efdp.exe\n" + "x" * 400)
    assert made.name is not None
    assert made.name.startswith("../../brevfdp.exe")
    assert len(made.name) == 300

    rename(store, made, name="Brev fra lægen")
    assert the_file(store, made.id).name == "Brev fra lægen"
    rename(store, made, name="\u200b")
    assert the_file(store, made.id).name == "Fil"


def test_a_file_is_read_from_where_the_user_says_and_called_as_it_is_there(
    store: Store, citizen: str, tmp_path: Path
) -> None:
    source = tmp_path / "Lægebrev.exe"  # its name says nothing
    source.write_bytes(PDF)

    made = the_file(store, attach_file(store, citizen=citizen, path=source))

    assert (made.name, made.media) == ("Lægebrev", Media.PDF)


@pytest.mark.parametrize(
    ("bad", "words"),
    [(b"", "tom"), (b"\x00\x01", "Den slags fil"), (b"%PDF-" + bytes(LARGEST), "højst 25 MB")],
    ids=["empty", "unknown", "too large"],
)
def test_what_cannot_be_attached_is_refused_in_words_and_nothing_is_kept(
    store: Store, citizen: str, tmp_path: Path, bad: bytes, words: str
) -> None:
    source = tmp_path / "fil"
    source.write_bytes(bad)
    before = rows(store, "change")

    with pytest.raises(UserError) as refused:
        attach_file(store, citizen=citizen, path=source)

    assert words in refused.value.message()
    assert (rows(store, "change"), rows(store, "attached"), rows(store, "attached_part")) == (before, 0, 0)


@pytest.mark.parametrize("name", ["mangler.pdf", "."], ids=["missing", "folder"])
def test_a_file_that_cannot_be_read_is_refused_in_words(
    store: Store, citizen: str, tmp_path: Path, name: str
) -> None:  # fmt: skip
    with pytest.raises(UserError, match="kan ikke læses"):
        attach_file(store, citizen=citizen, path=tmp_path / name)


def test_a_failure_in_the_middle_leaves_neither_record_nor_bytes(
    store: Store, citizen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(store, "_sign", breaks)
    with pytest.raises(OSError, match="disk"):
        attach(store, citizen=citizen, content=a_large_pdf(), name="Brev")

    assert (rows(store, "attached"), rows(store, "attached_part"), listed(store, citizen)) == (0, 0, [])


def test_saving_a_file_elsewhere_is_written_down_first(store: Store, citizen: str, tmp_path: Path) -> None:
    made = a_file(store, citizen)

    target = save_file(store, attachment=made, to=tmp_path / "gemt.pdf")

    assert target.read_bytes() == PDF
    with store.reader() as reader:
        (look,) = reader.all(LOOK_UP, parent=citizen)
    assert look.act is LookUpAct.EXPORT


def test_a_place_that_cannot_be_written_is_told_in_words(store: Store, citizen: str, tmp_path: Path) -> None:
    made = a_file(store, citizen)

    with pytest.raises(EnvironmentTrouble, match="kan ikke gemmes der"):
        save_file(store, attachment=made, to=tmp_path / "findes ikke" / "gemt.pdf")


def test_nothing_of_a_file_lies_in_clear_in_the_profile(store: Store, citizen: str, tmp_path: Path) -> None:
    a_file(store, citizen, content=a_large_pdf(), name="Udredning af Karen")

    held = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert [name for name, told in held.items() if CANARY in told or b"Udredning" in told] == []
    assert sorted(held) == ["plan.db", "plan.db-shm", "plan.db-wal"]


def test_damaged_bytes_are_found_by_verify_and_never_handed_out(store: Store, citizen: str) -> None:
    made = a_file(store, citizen, content=a_large_pdf())
    break_a_byte(store, made)

    assert [each.check for each in verify(store).findings] == [Check.ATTACHED]
    with pytest.raises(Damaged):
        read_file(store, made)
    assert rows(store, "attached") == 1, "the only copy, harmed as it is, is kept"


def test_damaged_bytes_that_the_server_has_are_let_go_of_to_be_fetched_anew(store: Store, citizen: str) -> None:
    made = a_file(store, citizen)
    attached.note_received(store, attached.every(store), is_there=True)
    break_a_byte(store, made)

    with pytest.raises(Damaged):
        read_file(store, made)

    assert [each.place for each in listed(store, citizen)] == [Place.COMING]
    assert [each.address for each in attached.wanted(store)] == [made.content]
    assert verify(store).is_sound


def test_what_goes_with_a_card_that_was_written_on_the_wrong_citizen_leaves_no_byte(
    store: Store, citizen: str
) -> None:  # fmt: skip
    item = goal(store, a_goal(store, citizen))
    attach(store, citizen=citizen, content=a_large_pdf(), name="Aftale", item=item)

    take_back(store, item)

    assert (rows(store, "attached"), rows(store, "attached_part"), listed(store, citizen)) == (0, 0, [])
    assert verify(store).is_sound


def test_files_move_with_a_card_to_the_right_citizen_under_another_key(store: Store, citizen: str) -> None:
    item = goal(store, a_goal(store, citizen))
    before = the_file(store, attach(store, citizen=citizen, content=PDF, name="Aftale", item=item))
    other = a_citizen(store, given="Ole")

    take_back(store, item, to=other)

    (view,) = listed(store, other)
    assert content(store, view.attachment) == PDF
    assert view.attachment.stream == citizen_stream(other, "plan")
    assert {view.attachment.content, view.attachment.opens_with}.isdisjoint({before.content, before.opens_with})
    assert [each.address for each in attached.every(store)] == [view.attachment.content]


def test_a_stream_that_is_purged_takes_its_files_with_it(store: Store, citizen: str) -> None:
    a_file(store, citizen)
    kept = a_file(store, a_citizen(store, given="Ole"))

    states.purge(store, citizen_stream(citizen, "plan"))

    assert [each.address for each in attached.every(store)] == [kept.content]
    assert rows(store, "attached_part") == 1


def test_files_that_nothing_names_are_cleared_away_when_the_profile_is_opened(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        citizen = a_citizen(store)
        made = a_file(store, citizen)
        with store.database.writing() as connection:
            connection.exec_driver_sql("UPDATE stream SET version = 1")
            other = Sealed("0" * 64, b"", (b"orphan",))
            attached.keep(connection, made.stream, other)

    with Store.open(tmp_path / "plan.db", key=KEY, clock=FixedClock(NOON)) as store:
        assert [each.address for each in attached.every(store)] == [made.content]


def test_a_file_whose_change_was_refused_stays_as_long_as_the_change(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        made = a_file(store, a_citizen(store))
        with store.database.writing() as connection:
            connection.exec_driver_sql("UPDATE stream SET version = 1")
            connection.exec_driver_sql("UPDATE change SET state = 'refused'")
            connection.exec_driver_sql("DELETE FROM record WHERE kind = 'attachment'")

    with Store.open(tmp_path / "plan.db", key=KEY, clock=FixedClock(NOON)) as store:
        assert [each.address for each in attached.every(store)] == [made.content]


def test_a_part_that_comes_twice_late_or_in_another_order_changes_nothing(store: Store, citizen: str) -> None:
    made = a_file(store, citizen, content=a_large_pdf())
    (whole,) = attached.every(store)
    with store.database.reading() as connection:
        parts = attached.parts(connection, whole.stream, whole.address)
    attached.let_go(store, whole)
    assert whole.size is not None

    (none,) = attached.wanted(store)
    one = attached.take(store, none, size=whole.size, content=parts[0])
    again = attached.take(store, none, size=whole.size, content=parts[0])
    assert (one.held, again.held) == (1, 1)
    with pytest.raises(attached.Damaged):
        attached.take(store, one, size=whole.size, content=parts[2])
    two = attached.take(store, one, size=whole.size, content=parts[1])
    late = attached.take(store, one, size=whole.size, content=parts[1])
    assert (two.held, late.held) == (2, 2)
    assert [each.place for each in listed(store, citizen)] == [Place.COMING]
    attached.take(store, two, size=whole.size, content=parts[2])
    assert content(store, made) == a_large_pdf()


def test_parts_that_are_not_what_the_address_says_are_all_let_go_of(store: Store, citizen: str) -> None:
    made = a_file(store, citizen)
    (whole,) = attached.every(store)
    attached.let_go(store, whole)
    assert whole.size is not None

    with pytest.raises(attached.Damaged):
        attached.take(store, attached.wanted(store)[0], size=whole.size, content=bytes(whole.size))

    assert (rows(store, "attached"), rows(store, "attached_part")) == (0, 0)
    assert [each.address for each in attached.wanted(store)] == [made.content]


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (340_400, "340 KB"), (1_240_000, "1,2 MB"), (1_960_000, "2,0 MB")]
)
def test_sizes_are_told_as_people_say_them(size: int, words: str) -> None:
    assert size_in_words(size) == words
