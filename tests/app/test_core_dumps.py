"""A program that crashes leaves nothing of its memory on the disk."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENPLAN = "from ui.__main__ import main; sys.argv = ['enplan', '--help']; main()"
SERVER = """
from sync.server.__main__ import main
main(['check', '--data', sys.argv[1], '--json'], standalone_mode=False)
"""
LIMITS = """
import resource, sys
soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
{program}
print("LIMITS", *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.parametrize("program", [ENPLAN, SERVER], ids=["enplan", "enplan-server"])
def test_a_program_switches_core_dumps_off_when_it_starts(program: str, tmp_path: Path) -> None:
    made = [sys.executable, "-m", "sync.server", "user", "add", "anna", "--role", "auditor", "--password", "x" * 12]
    subprocess.run([*made, "--data", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    script = LIMITS.format(program=program)

    told = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)

    assert told.stdout.splitlines()[-1:] == ["LIMITS 0 0"], told.stderr
