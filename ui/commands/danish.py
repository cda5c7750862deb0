"""Commands whose help speaks Danish; click's own words are English."""

from collections.abc import Callable
from functools import partial
from typing import Any

import click

from app.texts import mark, say


class DanishCommand(click.Command):
    """A command with Danish headings in its help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": say(mark("command", "[VALG]")), **kwargs})

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say(mark("command", "Vis denne hjælp."))
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say(mark("command", "Brug: ")))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what may be chosen."""
        rows = [row for each in self.get_params(ctx) if (row := each.get_help_record(ctx)) is not None]
        needed = say(mark("command", "[skal skrives]"))
        with formatter.section(say(mark("command", "Valg"))):
            formatter.write_dl([(name, text.replace("[required]", needed)) for name, text in rows])


class DanishGroup(DanishCommand, click.Group):
    """A group of commands, shown in the order they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what may be chosen, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does."""
        rows = [(name, self.commands[name].get_short_help_str(limit=90)) for name in self.list_commands(ctx)]
        with formatter.section(say(mark("command", "Kommandoer"))):
            formatter.write_dl(rows)


command: Callable[..., Callable[[Callable[..., None]], click.Command]] = partial(click.command, cls=DanishCommand)
