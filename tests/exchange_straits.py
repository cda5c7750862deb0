"""The exchange with closed doors, and what seldom happens by chance: each rule has what it guards against befall it."""

from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.operations.late_work import adopt
from exchange_guarded import Guarded
from exchange_model import MOST_CLIENTS, MOST_RESTORES, WHICH, WHO
from exchange_people import Person
from sync.client.exchanger import Exchanger
from sync.client.link import LoginNeeded, Unreachable

LOST = ("lost request",) * 3
"""Nothing more comes through in a contact."""


class Straits(Guarded):
    """The same people, who meet with what goes wrong in one order alone."""

    @rule(who=WHO, which=WHICH, fault=st.sampled_from(("lost request", "lost answer")))
    def hear_before_sending(self, who: int, which: int, fault: str) -> None:
        """Somebody whose work does not come through hears that the right has ended."""
        self.end_right(who=who, which=which, is_told=False)
        self._contact(self._who(who), [fault])

    @precondition(lambda self: len(self.people) < MOST_CLIENTS)
    @rule(who=WHO)
    def copy_and_lose(self, who: int) -> None:
        """A machine is copied, and one of the two gives the receipt of the purge for both."""
        person = self._who(who)
        if self._others(person) and self._has_right(person.store.user):
            self._contact(person, [])
            self._copy(person)
            self._end(person)
            self._contact(person, [])
            self._contact(self.people[-1], [])

    @precondition(lambda self: len(self.people) <= MOST_CLIENTS)
    @rule(who=WHO, which=WHICH)
    def copy_and_take_back(self, who: int, which: int) -> None:
        """Somebody takes back what a copy of the machine has not sent either, and then sends."""
        person = self._who(who)
        self._give(person)
        self._contact(person, [])
        self.set_title(who=who, which=which)
        self._copy(person)
        self.take_back(who=who, which=which)
        self._contact(person, [])
        self._contact(self.people[-1], [])

    @rule(who=WHO, which=WHICH, is_known=st.sampled_from((True, True, False)))
    def take_back_late(self, who: int, which: int, is_known: bool) -> None:
        """Somebody takes back what had a number already when the right ended, perhaps known to the server as late."""
        person = self._who(who)
        for each in (person, self._who(who + 1)):
            self._give(each)
        if self._others(person):
            self._contact(person, [])
            self._write_some(who, which, 1)  # the server knows the device's numbers from here on
            self.set_title(who=who, which=which)
            if is_known:
                self._end(person)
                self._contact(person, ["lost answer", *LOST])
            else:
                self._contact(person, ["lost request"])
                self._end(person)
            self.take_back(who=who, which=which)
            self._contact(person, [])

    @rule(who=WHO, which=WHICH)
    def forget_late(self, who: int, which: int) -> None:
        """A server that is restored has forgotten the late work of somebody whose machine was switched off then."""
        person = self._who(who)
        if self.restores < MOST_RESTORES and self._others(person) and self._has_right(person.store.user):
            self.set_title(who=who, which=which)
            self._end(person)
            backup = self.office.backup("late.db")
            self._only_push(person)
            self._restore(backup)
            self._contact(person, [])

    def _only_push(self, person: Person) -> None:
        """Let somebody send whose program ends before it hears more."""
        person.link.contact([])
        exchanger = Exchanger(person.store, person.link)
        with suppress(Unreachable, LoginNeeded):
            exchanger.begin()
            exchanger.push()

    @rule(who=WHO, other=WHO, which=WHICH)
    def delete_what_hides(self, who: int, other: int, which: int) -> None:
        """Somebody deletes a goal whose own title, not sent yet, hides what another gave it meanwhile."""
        there = self._at_one_goal(who, other, which)
        if there is None:
            return
        self.set_title(who=who, which=which)
        self.set_title(who=other, which=there)
        self._contact(self._who(other), [])
        self.only_pull(who=who, which=which)
        self.delete_goal(who=who, which=which)
        self._contact(self._who(who), [])

    @rule(who=WHO, other=WHO, which=WHICH)
    def write_on(self, who: int, other: int, which: int) -> None:
        """Somebody whose words were joined with another's writes on without having heard of it."""
        first, second = self._who(who), self._who(other)
        if first is second:
            return
        self.write_one_text(who=who, other=other, which=which)
        for person in (second, first):
            self._contact(person, [])
        self.write_word(who=who, which=which, is_first=True)
        self.write_word(who=other, which=which, is_first=False)
        self._contact(first, [])
        self._contact(second, ["lost answer", *LOST])
        self.write_word(who=other, which=which, is_first=False)
        self._contact(second, [])

    @rule(who=WHO, other=WHO, which=WHICH, is_kept=st.booleans())
    def write_on_and_take_back(self, who: int, other: int, which: int, is_kept: bool) -> None:
        """Somebody has written on where the own words go with another's, and keeps that or takes it back."""
        if self._who(who) is self._who(other):
            return
        self.write_one_text(who=who, other=other, which=which)
        self.write_word(who=other, which=which, is_first=False)
        for number in (other, who, other):
            self._contact(self._who(number), [])
        for number in (who,) if is_kept else (who, other):
            self.take_back_words(who=number, which=which)
            self._contact(self._who(number), [])

    @rule(who=WHO, other=WHO, which=WHICH)
    def lose_what_was_entered_anew(self, who: int, other: int, which: int) -> None:
        """A restored server has lost the words that it had entered anew, whose author has sent them long ago."""
        first, second = self._who(who), self._who(other)
        if first is second or self.restores >= MOST_RESTORES:
            return
        self.write_one_text(who=who, other=other, which=which)
        backup = self.office.backup("joined.db")
        self.take_back_words(who=who, which=which)
        for person in (first, second):
            self._contact(person, [])
        self._restore(backup)
        for person in (second, first):
            self._contact(person, [])

    @rule(who=WHO, other=WHO, which=WHICH, is_first=st.booleans())
    def write_at_one_end(self, who: int, other: int, which: int, is_first: bool) -> None:
        """Two people write at the same end of a text: what neither has seen cannot be joined."""
        if self._who(who) is self._who(other):
            return
        for number in (who, other):
            self._contact(self._who(number), [])
        for number in (who, other):
            self.write_word(who=number, which=which, is_first=is_first)
        for number in (who, other):
            self._contact(self._who(number), [])

    @rule(who=WHO, other=WHO, which=WHICH)
    def take_over_backwards(self, who: int, other: int, which: int) -> None:
        """Somebody takes over all late work of another, the newest first."""
        before, after = self._who(who), self._who(other)
        if before.store.user == after.store.user or not self._has_right(before.store.user):
            return
        self._give(after)
        self.set_title(who=who, which=which)
        self.end_right(who=who, which=which, is_told=True)
        self._contact(after, [])
        for work in sorted(self._waiting(after), key=lambda each: each.change or "", reverse=True):
            adopt(after.store, work)
            self._contact(after, [])
