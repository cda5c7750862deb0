"""The commands of `enplan`. A new command is one file here and one line in COMMANDS; none of them loads Qt."""

import click

from ui.commands.attached import attach, detach, save
from ui.commands.export import export
from ui.commands.import_files import import_files
from ui.commands.init import init
from ui.commands.listing import list_citizens, show
from ui.commands.paper import paper
from ui.commands.recover import recover
from ui.commands.sync import sync
from ui.commands.verify import verify

COMMANDS: tuple[click.Command, ...] = (
    init,
    import_files,
    export,
    paper,
    sync,
    list_citizens,
    show,
    attach,
    detach,
    save,
    verify,
    recover,
)
