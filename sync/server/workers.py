"""Several processes that serve one database from one socket, and the one that keeps them running."""

import gc
import logging
import multiprocessing
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import FrameType

import uvicorn

from app import core_dumps
from app.clock import SystemClock
from sync.server import log_lines, metrics, serving, several
from sync.server.limits import Limits
from sync.server.log_lines import Lines
from sync.server.places import Place
from sync.server.policy import Policy
from sync.server.ready import Monitoring
from sync.server.serving import Tls
from sync.server.several import Served

logger = logging.getLogger(__name__)

SHORT_LIFE_S = 10.0
MOST_SHORT_LIVES = 5
"""In a row; then something is wrong that a new process does not mend."""
PAUSE_S = 1.0
END_S = 10.0


class WorkersFailed(RuntimeError):
    """The processes end as soon as they are begun; the log says why."""


class _Stopped(Exception):
    """A signal asks to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a server process is told: whose plans, how many connections to each database it may hold, how it serves."""

    places: tuple[Place, ...]
    connections: int
    tls: Tls | None
    lines: Lines = field(default_factory=Lines)
    monitoring: Monitoring = field(default_factory=Monitoring)
    policy: Policy = field(default_factory=Policy)
    limits: Limits = field(default_factory=Limits)


def keep_running(count: int, job: Job, listening: socket.socket) -> None:
    """Serve *job* by *count* processes until a signal comes; one that ends is begun anew. Raises WorkersFailed.

    Nothing is handed on by command line or environment, where others of this machine could read it.
    """
    context = multiprocessing.get_context("spawn")
    before = {each: signal.signal(each, _stop) for each in (signal.SIGTERM, signal.SIGINT)}
    running: list[SpawnProcess] = []
    try:
        with metrics.together() as figures:
            new = partial(context.Process, target=_work, args=(job, listening), name="worker")
            _keep(running, new, count=count, figures=figures)
    except _Stopped:
        logger.info("stopping", extra={"workers": len(running)})
    finally:
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        _end(running)
        for each, handler in before.items():
            signal.signal(each, handler)


def _keep(running: list[SpawnProcess], new: Callable[[], SpawnProcess], *, count: int, figures: Path) -> None:
    """Keep *count* processes in *running*, for ever."""
    short_lives, begun = 0, time.monotonic()
    while True:
        while len(running) < count:
            running.append(new())
            running[-1].start()
        wait([each.sentinel for each in running])
        for each in [each for each in running if not each.is_alive()]:
            running.remove(each)
            metrics.ended(each.pid or 0, folder=figures)
            logger.warning("worker ended", extra={"exit": each.exitcode})
            short_lives = short_lives + 1 if time.monotonic() - begun < SHORT_LIFE_S else 1
            begun = time.monotonic()
        if short_lives >= MOST_SHORT_LIVES:
            raise WorkersFailed("the processes end as soon as they are begun; the log says why")
        time.sleep(PAUSE_S)


def _end(running: list[SpawnProcess]) -> None:
    begun = [each for each in running if each.pid is not None]
    for each in begun:
        each.terminate()
    for each in begun:
        each.join(END_S)
        each.kill()


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Stopped


def _work(job: Job, listening: socket.socket) -> None:
    """Serve in a process of its own, until it is told to end or the process that began it is gone."""
    core_dumps.switch_off()
    log_lines.write(job.lines)
    with opened(job) as served:
        server = server_of(job, served)
        threading.Thread(target=_end_with_parent, args=(server,), name="parent", daemon=True).start()
        server.run(sockets=[listening])


def opened(job: Job) -> AbstractContextManager[Sequence[Served]]:
    """Open everything that is served. Raises NotPlaces, NotReached and NotDurable."""
    return several.opened(job.places, connections=job.connections, policy=job.policy, clock=SystemClock())


def server_of(job: Job, served: Sequence[Served]) -> uvicorn.Server:
    """Return the server of this process."""
    application = several.application(served, monitoring=job.monitoring, limits=job.limits)
    server = serving.server(application, let_go=partial(several.let_go, served), tls=job.tls)
    gc.freeze()  # what is loaded stays for good: no collection looks at it again
    return server


def _end_with_parent(server: uvicorn.Server) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    server.should_exit = True
