"""The `provider` commands as an administrator types them, on a server in a folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner, Result

from sync.server import provider
from sync.server.__main__ import main
from sync.server.database import Database
from sync.server.provider import Provider


@dataclass(frozen=True)
class Typed:
    """Runs the commands on the server in *folder*, in an environment that has these words besides."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["provider", *words, "--data", str(self.folder)], env=self.environment)

    def kept(self) -> tuple[Provider | None, str]:
        """Return the provider that the server knows, and its secret."""
        database = Database.embedded(self.folder)
        try:
            return database.read(lambda each: (provider.read(each), provider.secret(each)))
        finally:
            database.close()
