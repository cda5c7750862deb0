"""Whenever two citizens are merged, whatever people write meanwhile: all agree afterwards, and all of it is there."""

import os
import tempfile
from pathlib import Path
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.changes.change import decode
from app.domain.goal import GOAL
from app.ids import citizen_stream
from app.store.store import Store
from app.store.verify import verify
from builders import a_goal
from exchanges import Recording, edit, titles
from mergers import citizens, merge, problems, settle, twice
from offices import Office, an_office
from sealed_rows import written
from sync.client.link import Unreachable
from sync.client.once import sync_once

EXAMPLES = int(os.environ.get("ENPLAN_MERGERS", "3"))
STEPS = st.lists(
    st.tuples(st.sampled_from(["mette", "jonas"]), st.sampled_from(["old", "new", "fresh", "sync", "lost"])),
    min_size=1, max_size=5,
)  # fmt: skip


class _Writing:
    """Mette and Jonas at work; `said` is all they wrote."""

    def __init__(self, office: Office, two: SimpleNamespace, mette: Store) -> None:
        self.office, self.two = office, two
        self.stores = {"mette": mette, "jonas": two.jonas}
        self.goals = [two.old_goal, two.new_goal]
        self.said: list[str] = []
        self.merged = False

    def step(self, who: str, what: str) -> None:
        store, words = self.stores[who], f"{who} {len(self.said)}"
        self.said += [words] if what not in ("sync", "lost") and self._write(store, what, words) else []
        if what == "sync":
            self.office.sync(store)
        elif what == "lost":
            self._lose(store)

    def _write(self, store: Store, what: str, words: str) -> bool:
        """Write where the device has it; a citizen who has gone is not written for any more."""
        if what == "fresh":
            self.goals.append(a_goal(store, citizens(store)[0], words)) if citizens(store) else None
            return bool(citizens(store))
        goal = getattr(self.two, f"{what}_goal")
        with store.reader() as reader:
            found = reader.get(GOAL, goal)
        if found is not None:
            edit(store, goal, title=words)
        return found is not None

    def _lose(self, store: Store) -> None:
        link = Recording(self.office, store)
        link.loses_answers = True
        try:
            sync_once(store, link)  # type: ignore[arg-type]
        except Unreachable:
            return


@given(before=STEPS, after=STEPS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES < 10)
def test_G4_all_agree_and_all_words_are_there(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, an_office(Path(folder)) as office:
        office.add_user("mette")
        mette = office.client("mette")
        office.sync(mette)
        two = twice(office, mette)
        writing = _Writing(office, two, mette)
        for each in before:
            writing.step(*each)
        merge(office, two.old, two.new)
        for each in after:
            writing.step(*each)
        settle(office, mette, two.jonas)

        assert citizens(mette) == citizens(two.jonas) == [two.new]
        shown = [{each: titles(store, each) for each in writing.goals} for store in (mette, two.jonas)]
        assert shown[0] == shown[1]
        with office.core.database.reading() as connection:
            log = [decode(each.body) for each in written(connection, citizen_stream(two.new, "plan"))]
        there = [str(edit.set["title"]) for each in log for edit in each.edits if "title" in edit.set]
        assert [each for each in writing.said if not any(each in words for words in there)] == []
        assert problems(office) == []
        assert [verify(store).findings for store in (mette, two.jonas)] == [(), ()]
