"""The second factor at a terminal: from the environment once, else typed."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from app.errors import UserError
from app.texts import mark, say
from ui.front import FactorAnswer, FactorQuestion, NewFactor, NewKey

CODE = "ENPLAN_CODE"


class CodeNeeded(UserError):
    """The server asks for a second factor, and there is nobody to ask."""

    def __init__(self) -> None:
        super().__init__(
            mark("command", "Serveren beder om en kode fra din app. Sæt ENPLAN_CODE, og kør kommandoen en gang til.")
        )


class FactorPrompt:
    """Asks at the terminal; a code from the environment is tried once."""

    def __init__(self) -> None:
        self._given = os.environ.get(CODE, "")

    def __call__(self, question: FactorQuestion) -> FactorAnswer:
        """Return the code. Raises CodeNeeded where nobody sits at the terminal."""
        given, self._given = self._given, ""
        if given and question.enrolment is None and question.new_key is None:
            return FactorAnswer(code=given)
        if not sys.stdin.isatty():
            raise CodeNeeded
        if question.new_key is not None:
            return FactorAnswer(name=_named(question.new_key))
        if question.was_wrong:
            _tell(say(mark("command", "Koden passer ikke.")))
        elif question.trouble:
            _tell(question.trouble)
        elif question.enrolment is not None:
            _tell_new(question.enrolment)
        return _answer(question)

    @contextmanager
    def holding(self, put_away: Callable[[], None]) -> Iterator["FactorPrompt"]:
        """Ask for a security key; Ctrl-C puts it away with the whole command."""
        _tell(say(mark("key", "Sæt nøglen i, og rør ved den.")))
        yield self

    def touch(self) -> None:
        """Say that the key waits to be touched."""
        _tell(say(mark("command", "Rør ved nøglen nu.")))

    def pin(self, *, was_wrong: bool) -> str | None:
        """Return the PIN of the key as it is typed, unseen."""
        if was_wrong:
            _tell(say(mark("command", "PIN-koden er forkert.")))
        told: str = click.prompt(say(mark("key", "Nøglens PIN-kode")), err=True, hide_input=True)
        return told

    def give_up(self) -> None:
        """Ctrl-C does that here."""


def _answer(question: FactorQuestion) -> FactorAnswer:
    """Return what is typed; nothing stands for the security key of who has one, or is to have one."""
    if question.has_key:
        text = mark("command", "Kode, eller Enter for at bruge din sikkerhedsnøgle")
    elif question.enrolment is not None and not question.ways:
        text = mark("command", "Kode fra din app, eller Enter for at sætte en sikkerhedsnøgle op i stedet")
    else:
        return FactorAnswer(
            code=click.prompt(say(mark("command", "Kode fra din app, eller en gendannelseskode")), err=True)
        )
    told = click.prompt(say(text), err=True, default="", show_default=False)
    return FactorAnswer(code=told, by_key=not told and question.has_key, wants_key=not told and not question.has_key)


def _named(new: NewKey) -> str:
    """Tell the recovery codes and return the name of the key."""
    _tell_codes(new.recovery)
    told: str = click.prompt(say(mark("command", "Giv nøglen et navn")), err=True)
    return told


def _tell_new(new: NewFactor) -> None:
    """Tell what sets an app up."""
    _tell(say(mark("command", "Læg denne nøgle i en godkendelsesapp på din telefon: {secret}"), secret=new.secret))
    _tell_codes(new.recovery)


def _tell_codes(recovery: Sequence[str]) -> None:
    if recovery:
        _tell(say(mark("command", "Gendannelseskoder, hver til én gang (skriv dem ned):")), *recovery)


def _tell(*lines: str) -> None:
    for each in lines:
        click.echo(each, err=True)
