"""The command line: every command of `enplan`, without loading Qt."""

import logging
import sys
from collections.abc import Sequence

import click
from click.exceptions import Abort, BadParameter, Exit, MissingParameter, NoSuchOption, UsageError

from app.errors import EnplanError
from app.texts import mark, say
from ui.commands import COMMANDS
from ui.commands.danish import DanishGroup
from ui.commands.exchange import Credentials, Exchange, Exchanged, PasswordNeeded
from ui.commands.factor_prompt import FactorPrompt

__all__ = ["Credentials", "Exchange", "Exchanged", "FactorPrompt", "PasswordNeeded", "run"]

logger = logging.getLogger(__name__)

DONE, REFUSED, WRONG_USE = 0, 1, 2


def run(arguments: Sequence[str] | None = None, *, exchange: Exchange | None = None) -> int:
    """Run the command that *arguments* (those of the program when None) name, and return its exit status.

    0 is done, 1 refused or partly refused with the reasons printed, 2 wrong use. *exchange* is the client of a server.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = _enplan().main(words, "enplan", standalone_mode=False, obj=exchange)
    except UsageError as wrong:
        return _refused(_wrong_use(wrong), status=WRONG_USE)
    except EnplanError as error:
        return _refused(error.message())
    except Abort:
        return _refused(say(mark("command", "Afbrudt.")))
    except Exit as ended:
        return ended.exit_code
    except Exception:
        logger.exception("command failed")
        return _refused(say(mark("command", "Der skete en fejl i programmet. Det gemte er stadig gemt.")))
    return status if isinstance(status, int) else DONE


def _enplan() -> click.Group:
    text = mark("command", "Én plan for en borger. Uden kommando åbnes vinduet.")
    group = DanishGroup("enplan", help=text, subcommand_metavar=say(mark("command", "KOMMANDO [VALG] …")))
    for command in COMMANDS:
        group.add_command(command)
    return group


def _refused(text: str, *, status: int = REFUSED) -> int:
    click.echo(text, err=True)
    return status


def _wrong_use(wrong: UsageError) -> str:
    """Return in Danish what is wrong with how the command was written."""
    hint = say(mark("command", "Se hvordan med «{command} --help»."), command=_path(wrong))
    return f"{_reason(wrong)} {hint}"


def _path(wrong: UsageError) -> str:
    return wrong.ctx.command_path if wrong.ctx else "enplan"


def _reason(wrong: UsageError) -> str:
    match wrong:
        case NoSuchOption():
            return say(mark("command", "Valget {name} findes ikke."), name=wrong.option_name)
        case MissingParameter():
            return say(mark("command", "Der mangler {name}."), name=_name(wrong))
        case BadParameter():
            return say(mark("command", "{name} kan ikke bruges, som det er skrevet."), name=_name(wrong))
    if isinstance(wrong.ctx and wrong.ctx.command, click.Group):
        return say(mark("command", "Kommandoen findes ikke."))
    return wrong.message


def _name(wrong: BadParameter) -> str:
    """Return what the parameter is called in the help."""
    if wrong.param is None:
        return str(wrong.param_hint or "")
    return wrong.param.opts[0] if isinstance(wrong.param, click.Option) else str(wrong.param.metavar or "")
