"""What an administrator says of second factors: on `serve`, and on `user`."""

import json
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.clock import SystemClock
from app.ids import new_device_id
from second_factors import Telephone
from software_key import Hand, Port, SoftwareKey, port
from sync.client import security_keys
from sync.client.link import FactorNeeded
from sync.client.transport import Transport
from sync.protocol import Login
from sync.server import logging_in
from sync.server.__main__ import main
from sync.server.core import Core
from sync.server.database import Database
from sync.server.policy import Policy

__all__ = ["port"]

PASSWORD = "syv svaner på søen"


@pytest.mark.parametrize(
    ("host", "said", "is_demanded"),
    [
        ("127.0.0.1", None, False),
        ("::1", None, False),
        ("0.0.0.0", None, True),  # noqa: S104 - nothing is bound to it
        ("192.0.2.1", None, True),
        ("192.0.2.1", False, False),
        ("127.0.0.1", True, True),
    ],
)
def test_a_server_that_answers_other_machines_demands_a_second_factor_unless_told(
    host: str, said: bool | None, is_demanded: bool
) -> None:
    policy = Policy.of(host=host, demands_factor=said)

    assert (policy.demands_factor, policy.fresh) == (is_demanded, timedelta(minutes=10))


@pytest.mark.parametrize(("said", "is_asked"), [("--second-factor", True), ("--no-second-factor", False)])
def test_serve_asks_for_what_it_was_told_to(tmp_path: Path, said: str, is_asked: bool) -> None:
    data = ["--data", str(tmp_path / "server")]
    CliRunner().invoke(main, ["user", "add", "anna", "--role", "caseworker", "--password", PASSWORD, *data])
    words = ["serve", "--port", "0", said, "--fresh-minutes", "5", "--name", "Plan.example", *data]
    serving = subprocess.Popen(
        [sys.executable, "-m", "sync.server", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert serving.stdout is not None
    transport = Transport(serving.stdout.readline().strip(), authorise=lambda is_refused: "")

    told = _answer(transport)
    key = transport.begin_new_key(Login(device=new_device_id(), login="anna", password=PASSWORD))
    transport.close()
    serving.terminate()
    serving.communicate(timeout=60)

    assert told == ("enrol" if is_asked else "anna")
    assert key.host == "plan.example"


def _answer(transport: Transport) -> str:
    try:
        return transport.login(Login(device=new_device_id(), login="anna", password=PASSWORD)).login
    except FactorNeeded as needed:
        return str(needed)


def test_a_reset_is_done_by_somebody_and_listed(tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "server"), "--json"]
    run = CliRunner()
    run.invoke(main, ["user", "add", "anna", "--role", "caseworker", "--password", PASSWORD, *data])
    _enrol(tmp_path / "server")

    before = json.loads(run.invoke(main, ["user", "factors", "anna", *data]).stdout)
    nobody = run.invoke(main, ["user", "reset-second-factor", "anna", *data])
    unknown = run.invoke(main, ["user", "reset-second-factor", "ingen", "--by", "bo", *data])
    done = run.invoke(main, ["user", "reset-second-factor", "anna", "--by", "bo", *data])
    after = json.loads(run.invoke(main, ["user", "factors", "anna", *data]).stdout)

    assert [each.exit_code for each in (nobody, unknown, done)] == [2, 1, 0]
    assert (len(before["factors"]), before["codes"]) == (1, 10)
    assert (after["factors"], after["codes"]) == ([], 0)
    assert [each.split(" ", 1)[1] for each in after["events"]] == ["enrolled", "reset bo"]


def test_a_key_is_listed_by_its_name_and_removed_by_somebody(tmp_path: Path, port: Port) -> None:
    data = ["--data", str(tmp_path / "server"), "--json"]
    run = CliRunner()
    run.invoke(main, ["user", "add", "anna", "--role", "caseworker", "--password", PASSWORD, *data])
    port.plug(SoftwareKey())
    _enrol_key(tmp_path / "server")

    before = json.loads(run.invoke(main, ["user", "factors", "anna", *data]).stdout)
    nobody = run.invoke(main, ["user", "remove-key", "anna", "Blå", *data])
    unknown = run.invoke(main, ["user", "remove-key", "anna", "Rød", "--by", "bo", *data])
    done = run.invoke(main, ["user", "remove-key", "anna", "Blå", "--by", "bo", *data])
    after = json.loads(run.invoke(main, ["user", "factors", "anna", *data]).stdout)

    assert [each.exit_code for each in (nobody, unknown, done)] == [2, 1, 0]
    assert [each.split(" ")[::2] for each in before["factors"]] == [["key", "Blå"]]
    assert (after["factors"], after["codes"]) == ([], 0)
    assert [each.split(" ", 1)[1] for each in after["events"]] == ["key_enrolled", "key_removed bo"]


def _enrol_key(folder: Path) -> None:
    database = Database.embedded(folder)
    core = Core(database, clock=SystemClock())
    asked = Login(device=new_device_id(), login="anna", password=PASSWORD)
    challenge = logging_in.begin_new_key(core, asked, "127.0.0.1")
    made = security_keys.make(challenge, name="Blå", server="http://127.0.0.1:1", person=Hand(), stop=threading.Event())
    core.login(Login(device=asked.device, login="anna", password=PASSWORD, new_key=made))
    database.close()


def _enrol(folder: Path) -> None:
    database = Database.embedded(folder)
    core = Core(database, clock=SystemClock())
    asked = Login(device=new_device_id(), login="anna", password=PASSWORD)
    phone = Telephone(logging_in.begin_factor(core, asked), clock=core.clock)
    core.login(Login(device=asked.device, login="anna", password=PASSWORD, code=phone.code()))
    database.close()
