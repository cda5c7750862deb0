"""The second factor at a terminal: from the environment once, else typed."""

import os
import sys

import click

from app.errors import UserError
from app.texts import mark, say
from ui.front import FactorAnswer, FactorQuestion

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
        if given and question.enrolment is None:
            return FactorAnswer(code=given)
        if not sys.stdin.isatty():
            raise CodeNeeded
        if question.was_wrong:
            click.echo(say(mark("command", "Koden passer ikke.")), err=True)
        elif question.enrolment is not None:
            self._tell(question)
        text = mark("command", "Kode fra din app, eller en gendannelseskode")
        return FactorAnswer(code=click.prompt(say(text), err=True))

    def give_up(self) -> None:
        """Ctrl-C does that here."""

    @staticmethod
    def _tell(question: FactorQuestion) -> None:
        """Tell what sets an app up."""
        new = question.enrolment
        if new is None:
            return
        for text in (
            say(mark("command", "Læg denne nøgle i en godkendelsesapp på din telefon: {secret}"), secret=new.secret),
            say(mark("command", "Gendannelseskoder, hver til én gang (skriv dem ned):")),
            *new.recovery,
        ):
            click.echo(text, err=True)
