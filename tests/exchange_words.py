"""The exchange where people write long texts word by word, and take back what they wrote: each word can be followed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.changes import chain
from app.changes.cells import Cells
from app.changes.change import Change, decode, decode_outcomes
from app.changes.fold import Stamp, fold_entry
from app.store.store import Store
from exchange_model import WHICH, WHO
from exchange_oracle import known_through, standing
from exchange_redaction import Redacting, everything, own_change

WORDS_TAKEN_BACK = "words taken back"
_WORD = re.compile(r"w\d+\.")


class Worded(Redacting):
    """Three people of whom each adds words of his own to long texts, and may take them back."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, set[str]] = {}
        self.taken_words: set[str] = set()
        self.taken_changes: set[str] = set()

    @rule(who=WHO, which=WHICH, is_first=st.booleans())
    def write_word(self, who: int, which: int, is_first: bool) -> None:
        """Somebody adds a word before or after a long text, having seen all its versions."""
        person = self._who(who)
        goal = self._look(person, which)
        if goal is None:
            return
        with person.store.reader() as reader:
            contests = [each for each in reader.rivals(goal.id) if each.field == "note"]
        versions = [goal.note or "", *(rival.value for each in contests for rival in each.rivals)]
        word = f"w{self._value()[1:]}"
        told = " ".join(filter(None, (word, goal.note) if is_first else (goal.note, word)))
        self.texts[word] = {each for version in versions for each in _words(version)}
        with person.store.transact("Skriv") as transaction:
            transaction.edit(goal, note=told)
        person.wrote.add(word)

    @rule(who=WHO, which=WHICH)
    def take_back_words(self, who: int, which: int) -> None:
        """Somebody takes back the word written last in a long text, wherever it is by now."""
        person = self._who(who)
        goal = self._look(person, which)
        latest = None if goal is None else own_change(person, goal.id, _words_of)
        if goal is None or latest is None or latest.change is None:
            return
        self.taken_words.add(max(_words_of(latest.change), key=lambda each: int(each[1:-1])))
        self.taken_changes.add(latest.id)
        with person.store.transact("Forkert borger", role="redact") as transaction:
            transaction.take_back(goal.stream, [latest.id])
        self.happened.add(WORDS_TAKEN_BACK)

    def write_note(self, who: int, which: int, word: str) -> None:
        """Texts are written by whole words here, so that each can be followed."""
        self.write_word(who=who, which=which, is_first=word in "ab")

    def _judge_words(self, entries: Sequence[Any]) -> None:
        """No word of a long text has gone that nobody left out who had seen it."""
        states: dict[str, Cells] = {}
        for row in entries:
            before = {record: _standing(cells) for record, cells in states.items()}
            meta, change = chain.decode_meta(row.meta), decode(row.body)
            stamp = Stamp(meta.version, meta.device, change.at, meta.ceiling)
            states.update(fold_entry(states, change, decode_outcomes(row.outcomes), stamp))
            for edit in change.edits:
                gone = before.get(edit.record, set()) - _standing(states[edit.record])
                told = _words(str(edit.set.get("note") or ""))
                unseen = gone - told - known_through(told, self.texts)
                assert unseen == set(), (unseen, edit.set)

    def _judge_written_words(self, bodies: Sequence[bytes], excused: set[str]) -> None:
        """Every word that was not taken back is in what the server keeps, or its author's later text left it out."""
        held = {word for body in bodies for word in _words_of(decode(body))}
        gone = self.texts.keys() - self.taken_words - held - known_through(held, self.texts)
        refused = {
            word for person in self.people for change in refused_changes(person.store) for word in _words_of(change)
        }
        assert gone - refused <= excused, gone - refused - excused

    def _judge_taken_words(
        self, entries: Mapping[str, Sequence[Any]], cells: Mapping[str, Any], kept: Sequence[bytes]
    ) -> None:
        """A word that was taken back stands only where somebody else wrote it again, having read it.

        A device still holds what others wrote, and a restored server has lost, as set aside.
        """
        several = [row.body for each in entries.values() for row in each] + list(kept)
        several += [body for person in self.people for body in _set_aside(person.store, but_not=self.taken_changes)]
        gone = self.taken_words - {word for body in several for word in _words_of(decode(body))}
        told = repr(cells).encode() + b"".join(row.outcomes for each in entries.values() for row in each)
        assert _left(gone, told) == []
        for person in self.people:
            assert _left(gone, everything(person.store)) == [], person.name


def _words(told: str) -> set[str]:
    return set(_WORD.findall(told))


def _words_of(change: Change) -> set[str]:
    return {word for edit in change.edits for word in _words(str(edit.set.get("note") or ""))}


def _standing(cells: Cells) -> set[str]:
    """Return the words of the text that stands and of those kept beside it."""
    return _words(" ".join(map(str, standing(cells, "note"))))


def _set_aside(store: Store, *, but_not: set[str]) -> list[bytes]:
    """Return what a device keeps of others that a restored server has lost, with what the server told of late work."""
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, body FROM change WHERE state = 'set_aside' AND own = 0").all()
    bodies = [row.body for row in rows if row.body is not None and row.id not in but_not]
    late = [str(edit.set["body"]).encode() for body in bodies for edit in decode(body).edits if "body" in edit.set]
    return [*bodies, *(body for body in late if decode(body).id not in but_not)]


def _left(words: set[str], told: bytes) -> list[str]:
    """Return those of *words* that *told* holds, whole."""
    return [each for each in words if re.search(rb"(?<!\w)" + re.escape(each.encode()), told)]


def refused_changes(store: Store) -> list[Change]:
    """Return what the server refused, as its device keeps it."""
    with store.reader() as reader:
        kept = [each.change for each in reader.changes(limit=10_000) if each.state == "refused"]
    assert None not in kept
    return [each for each in kept if each is not None]
