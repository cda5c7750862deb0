"""Plan files that are not taken: altered, cut, another's, here already, newer; and nothing is written then."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from moves import Move, a_move, address, rows
from offices import SQLITE, Office, an_office
from raw_devices import RawDevice
from sync.server import departing, erasing, planfile, sealed_file
from sync.server.planfile import Address, Laying, Sealed
from sync.server.rights import Role
from sync.server.sealed_file import PlanfileWrong, Writer
from sync.server.staffing import NotDone
from sync.server.statements import Statement


@pytest.fixture
def move(tmp_path: Path, engine: str) -> Iterator[Move]:
    with a_move(tmp_path, engine=engine) as made:
        yield made


def cut(told: bytes) -> bytes:
    return told[:-20]


def cut_to_its_head(told: bytes) -> bytes:
    return b"".join(told.splitlines(keepends=True)[:2])


def altered_within(told: bytes) -> bytes:
    return told[:3_000] + bytes([told[3_000] ^ 1]) + told[3_001:]


def with_more(told: bytes) -> bytes:
    return told + b"\0"


def another_file(told: bytes) -> bytes:
    return b"%PDF-1.7\n" + told


def newer(told: bytes) -> bytes:
    return told.replace(b"PLANFILE 1", b"PLANFILE 2", 1)


@pytest.mark.parametrize(
    ("alter", "words"),
    [
        (cut, "cut off or was altered"), (cut_to_its_head, "cut off or was altered"),
        (altered_within, "cut off or was altered"), (with_more, "cut off or was altered"),
        (another_file, "no plan file"), (newer, "install a newer one"), (bytes.title, "no plan file"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P3_a_file_that_is_not_as_it_was_written_is_not_taken(
    move: Move, alter: Callable[[bytes], bytes], words: str
) -> None:
    file, _ = move.export()
    file.write_bytes(alter(file.read_bytes()))

    refused(move, file, words)


def refused(move: Move, file: Path, words: str, *, sender: Address | None = None) -> None:
    """See that *file* is turned away in *words*, and that nothing is written."""
    before, keys = rows(move.there), vault_keys(move.there)
    with pytest.raises(PlanfileWrong, match=words):
        move.take(file, sender=sender)
    assert rows(move.there) == before
    assert vault_keys(move.there) == keys


def vault_keys(office: Office) -> int:
    with office.core.database.vault.reading() as connection:
        return int(_KEYS.scalar(connection))


_KEYS = Statement("SELECT count(*) FROM stream_key")


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P2_a_file_for_another_receiver_or_of_another_sender_is_not_taken(move: Move) -> None:
    own, _ = move.export()
    with an_office(move.folder / "third") as third:
        departing.name_itself(third.core.database, "Aarhus")
        third.add_user("mette")
        with pytest.raises(PlanfileWrong, match="sealed to the key"):
            move.take(own, office=third)
        refused(move, own, "not signed by the municipality", sender=address(third))


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P2_a_file_that_was_unsealed_and_sealed_anew_for_another_is_not_taken(move: Move) -> None:
    file, _ = move.export()
    known = Sealed(file, move.there.core.identity.sealing)
    with an_office(move.folder / "third") as third:
        third.add_user("mette")
        departing.name_itself(third.core.database, "Aarhus")
        with file.open("rb") as told, (move.folder / "videre").open("wb") as target:
            reader = sealed_file.Reader(told, private=known.pair.private, public=known.pair.public)
            writer = Writer(target, to=third.core.identity.sealing.public)
            writer.write(reader.read(1 << 30))
            writer.finish()
        with pytest.raises(PlanfileWrong, match="another receiver"):
            move.take(move.folder / "videre", office=third)


def test_P3_a_plan_that_is_here_already_is_not_taken_again(move: Move) -> None:
    file, _ = move.export()
    everybody, _ = move.export("alle", everybody=True)
    move.take(file)

    refused(move, file, "is here already")
    refused(move, everybody, "is here already")


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P3_a_citizen_who_was_erased_here_does_not_come_back(move: Move) -> None:
    first, _ = move.export()
    move.take(first)
    database, clock = move.there.core.database, move.there.clock
    for login in ("lene", "jens"):
        move.there.add_user(login, role=Role.ADMINISTRATOR)
    asked = erasing.ask(
        database,
        erasing.Asked(citizen=move.citizen, reason="er flyttet igen", basis="databeskyttelsesloven", by="jens"),
        clock=clock,
    )
    erasing.confirm(database, asked.id, by="lene", clock=clock)

    refused(move, first, "was erased here")


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P3_what_the_sender_signed_is_proved_all_the_same(move: Move) -> None:
    """A municipality whose file was put together otherwise than by this program is turned away for what is wrong."""
    file, _ = move.export()
    for alter, words in ALTERATIONS:
        target = move.folder / f"andet-{words[:6]}"
        relaid(move, file, target, alter)
        refused(move, target, words)


Parts = dict[str, bytes]


def relaid(move: Move, file: Path, target: Path, alter: Callable[[Parts, Move], Parts]) -> None:
    """Write the parts of *file* anew as *alter* makes them, signed by the sender's own key."""
    sealed = Sealed(file, move.there.core.identity.sealing)
    known = planfile.examined(sealed, sender=address(move.here))
    held = {part.path: content for part, content in planfile.parts(sealed, known)}
    with target.open("wb") as told:
        laying = Laying(Writer(told, to=sealed.pair.public))
        for path, content in alter(held, move).items():
            laying.add(path, content)
        manifest = msgspec.structs.replace(known.manifest, parts=laying.parts)
        laying.sign(manifest, private=move.here.core.identity.signing.private)


def log_path(move: Move) -> str:
    return f"{planfile.STREAMS}{move.plan}.jsonl"


def with_lines(parts: Parts, move: Move, altered: Callable[[list[bytes]], list[bytes]]) -> Parts:
    lines = parts[log_path(move)].splitlines()
    return parts | {log_path(move): b"\n".join(altered(lines)) + b"\n"}


def one_left_out(parts: Parts, move: Move) -> Parts:
    return with_lines(parts, move, lambda lines: [*lines[:2], *lines[3:]])


def newest_left_out(parts: Parts, move: Move) -> Parts:
    return with_lines(parts, move, lambda lines: lines[:-1])


def another_body(parts: Parts, move: Move) -> Parts:
    def alter(lines: list[bytes]) -> list[bytes]:
        line = msgspec.json.decode(lines[1], type=planfile.EntryLine)
        body = line.body.replace(b'"name":', b'"navn":')
        assert body != line.body
        return [lines[0], msgspec.json.encode(msgspec.structs.replace(line, body=body)), *lines[2:]]

    return with_lines(parts, move, alter)


def another_citizens(parts: Parts, move: Move) -> Parts:
    return with_lines(
        parts, move, lambda lines: [lines[0].replace(move.citizen.encode(), move.other.encode()), *lines[1:]]
    )


def without_keys(parts: Parts, move: Move) -> Parts:
    return parts | {planfile.KEYS: b"[]"}


def a_broken_file(parts: Parts, move: Move) -> Parts:
    return {path: content[:-1] if path.startswith(planfile.ATTACHED) else content for path, content in parts.items()}


def a_stray_file(parts: Parts, move: Move) -> Parts:
    stray = b"andet"
    return {f"{planfile.ATTACHED}{move.other}/{hashlib.sha256(stray).hexdigest()}": stray} | parts


def a_share(parts: Parts, move: Move) -> Parts:
    return with_lines(
        parts, move, lambda lines: [lines[0].replace(b'"compartment":"plan"', b'"compartment":"share:a"'), *lines[1:]]
    )


def no_json(parts: Parts, move: Move) -> Parts:
    return with_lines(parts, move, lambda lines: [b"{", *lines[1:]])


def an_unknown_part(parts: Parts, move: Move) -> Parts:
    return parts | {"../../etc/passwd": b"x"}


def a_copy_of_a_stranger(parts: Parts, move: Move) -> Parts:
    return parts | {f"{planfile.READABLE}{move.other}/plan.pdf": b"%PDF-1.7"}


def a_device_of_the_receivers(parts: Parts, move: Move) -> Parts:
    device = RawDevice(move.there, "mette").device
    keys = msgspec.json.decode(parts[planfile.KEYS], type=list[planfile.KeyLine])
    return parts | {planfile.KEYS: msgspec.json.encode([msgspec.structs.replace(each, device=device) for each in keys])}


ALTERATIONS = [
    (one_left_out, "does not lead to its head"), (newest_left_out, "log of a stream does not lead"),
    (another_body, "does not lead to its head"), (another_citizens, "not its citizen's"),
    (without_keys, "does not bear the signature"), (a_broken_file, "not what its address says"),
    (a_stray_file, "is not what its address"), (a_share, "is not its citizen's"), (no_json, "cannot be read"),
    (an_unknown_part, "does not know"), (a_copy_of_a_stranger, "somebody whose plan is not in it"),
]  # fmt: skip


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P3_a_device_of_the_receivers_own_cannot_be_claimed_by_a_file(move: Move) -> None:
    RawDevice(move.there, "mette")
    file, _ = move.export()
    relaid(move, file, move.folder / "andet", a_device_of_the_receivers)

    refused(move, move.folder / "andet", "names a device of this municipality")


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P3_a_newer_manifest_says_so_and_an_export_never_overwrites(move: Move) -> None:
    file, _ = move.export()
    sealed = Sealed(file, move.there.core.identity.sealing)
    manifest = planfile.examined(sealed, sender=address(move.here)).manifest
    with (move.folder / "nyere").open("wb") as told:
        laying = Laying(Writer(told, to=sealed.pair.public))
        laying.sign(
            msgspec.structs.replace(manifest, format=2, parts=[]), private=move.here.core.identity.signing.private
        )

    refused(move, move.folder / "nyere", "install a newer one")
    with pytest.raises(NotDone, match="there already"):
        move.export()
    assert sorted(each.name for each in move.folder.iterdir() if each.is_file()) == ["nyere", "planfil"]


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P6_a_move_that_no_stream_of_the_file_can_have_made_is_not_believed(move: Move) -> None:
    file, _ = move.export()
    sealed = Sealed(file, move.there.core.identity.sealing)
    known = planfile.examined(sealed, sender=address(move.here))
    told = planfile.Origin(
        stream=move.plan, version=1_000_000, municipality="Ingenby", signing=b"", at="2026-01-01T00:00:00.000Z", by=""
    )
    with (move.folder / "andet").open("wb") as target:
        laying = Laying(Writer(target, to=sealed.pair.public))
        for part, content in planfile.parts(sealed, known):
            laying.add(part.path, content)
        manifest = msgspec.structs.replace(known.manifest, origins=[told])
        laying.sign(manifest, private=move.here.core.identity.signing.private)

    refused(move, move.folder / "andet", "moves that no stream of the file can have made")


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_P1_a_file_that_is_damaged_at_the_senders_keeps_the_plan_there_until_it_is_whole(move: Move) -> None:
    with move.here.core.database.writing() as connection:
        connection.exec_driver_sql("UPDATE attached_part SET content = x'00' WHERE number = 1")

    with pytest.raises(NotDone, match="attached file is damaged"):
        move.export()
    assert [each for each in move.folder.iterdir() if each.is_file()] == []
