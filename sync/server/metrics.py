"""What is counted while serving, for Prometheus: numbers of things that happen, never whose they are."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from sync.protocol import SyncAnswer, SyncRequest

MEDIA_TYPE = CONTENT_TYPE_LATEST
COMMON = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which several processes count together; read when this module is loaded."""
UNKNOWN = "none"
"""The route of a request that no route answers."""
ENTERED = "entered"
_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0)


disable_created_metrics()  # type: ignore[no-untyped-call]


class Metrics:
    """The counters of one application, that of the municipality *of* where there are several. Any thread may count."""

    def __init__(self, *, of: str = "") -> None:
        mark = f"of_{of.encode().hex()}" if of and _common() else ""
        self._mark = f"{mark}_" if mark else ""
        self._own = own = CollectorRegistry()
        counter = partial(Counter, registry=own, namespace=mark)
        self.requests = counter(
            "enplan_requests", "Requests answered, by route, method and status.", ["route", "method", "code"]
        )
        self.seconds = Histogram(
            "enplan_request_seconds", "Seconds a request took; what a poll waited for news is left out.", ["route"],
            buckets=_BUCKETS, registry=own, namespace=mark,
        )  # fmt: skip
        self.pushes = counter("enplan_pushes", "Messages that brought changes.")
        self.pulls = counter("enplan_pulls", "Messages that asked for news of streams.")
        self.changes = counter(
            "enplan_changes",
            "Changes answered, by what became of them: entered, or the code of the refusal.",
            ["became"],
        )
        self.put_off = counter("enplan_streams_put_off", "Streams of messages that had to come again.")
        self.forks = counter("enplan_forks", "Streams, and devices, found to have forked.", ["what"])
        self.retries = counter(
            "enplan_database_retries",
            "Transactions that the database broke off and that were done again.",
            ["sqlstate"],
        )
        self.limited = counter("enplan_limited", "Requests turned away as too many, by what counted them.", ["of"])
        self.busy = counter("enplan_database_busy", "Requests turned away because of the database.")
        self.waiting = Gauge(
            "enplan_waiting_clients", "Clients whose poll waits for news.", registry=own, namespace=mark,
            multiprocess_mode="livesum",
        )  # fmt: skip
        if not _common() and not of:
            ProcessCollector(registry=own)

    def exchanged(self, asked: SyncRequest, answer: SyncAnswer) -> None:
        """Count one message of the exchange."""
        if asked.changes:
            self.pushes.inc()
        if asked.cursors:
            self.pulls.inc()
        for result in answer.results.values():
            self.changes.labels(ENTERED if result.version else result.code).inc()
        self.put_off.inc(len(answer.later))
        self.forks.labels("stream").inc(len(answer.forked))
        self.forks.labels("device").inc(bool(answer.device))

    def retried(self, sqlstate: str) -> None:
        """Count a transaction that is done again."""
        self.retries.labels(sqlstate).inc()

    def text(self, state: dict[str, tuple[str, dict[str, float]]]) -> bytes:
        """Return everything in Prometheus' format, that of all processes together.

        *state* is {name: (what it is, {label: value})}: what is true of the whole server.
        """
        registry = self._own
        common = _common()
        if common:
            registry = CollectorRegistry()
            registry.register(_Marked(MultiProcessCollector(None, path=common), self._mark))  # type: ignore[no-untyped-call]
        whole = CollectorRegistry()
        whole.register(_State(state))
        return generate_latest(registry) + generate_latest(whole)


class _State(Collector):
    def __init__(self, state: dict[str, tuple[str, dict[str, float]]]) -> None:
        self._state = state

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield a gauge for each name."""
        for name, (about, values) in self._state.items():
            gauge = GaugeMetricFamily(name, about, labels=["of"] if set(values) != {""} else [])
            for label, value in values.items():
                gauge.add_metric([label] if label else [], value)
            yield gauge


class _Marked(Collector):
    """What was counted under names that begin with a mark, without it: processes count everything in one place."""

    def __init__(self, counted: Collector, mark: str) -> None:
        self._counted = counted
        self._mark = mark

    def collect(self) -> Iterator[Metric]:
        """Yield what is marked."""
        for each in self._counted.collect():
            if each.name.startswith(self._mark):
                each.name = each.name.removeprefix(self._mark)
                each.samples = [one._replace(name=one.name.removeprefix(self._mark)) for one in each.samples]
                yield each


def ended(process: int, *, folder: Path) -> None:
    """Let what a process counted as going on now no longer count: it has ended."""
    mark_process_dead(process, str(folder))  # type: ignore[no-untyped-call]


@contextmanager
def together() -> Iterator[Path]:
    """Let the processes that are begun meanwhile count together, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="enplan-figures-") as folder:
        os.environ[COMMON] = folder
        try:
            yield Path(folder)
        finally:
            del os.environ[COMMON]


def _common() -> str:
    return os.environ.get(COMMON, "")
