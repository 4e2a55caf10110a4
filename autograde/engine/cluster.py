"""Runs on the workers of a Dask cluster, as an `Executor`.

    with closing(Cluster("tcp://127.0.0.1:8786")) as cluster:
        grade_waiting(office, session, course, executor=cluster)

In: `RunJob`s and the address of a scheduler. Out: `Outcome`s, as workers finish. Called by `bargain grade`.
Office and workers share nothing but the scheduler. A job is known there by its task key and its content: when
a worker is lost with it, the scheduler gives it to another one, and however often it ran it has one result,
which one writer stores.

distributed is imported when a cluster is used: it is an optional package.
"""

import hashlib
import logging
import queue
from typing import TYPE_CHECKING, Any

from autograde.engine.cluster_worker import run_for_office, said_by_worker
from autograde.engine.executor import Outcome
from autograde.engine.software import software_here
from autograde.errors import GradingError
from autograde.grading.run import RunJob, kernel_died
from classroom.language import _

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["Cluster", "is_address"]

log = logging.getLogger(__name__)

ANSWER_SECONDS = 10
"""How long a scheduler may take to answer, and a first worker to be there."""
LOOKS = 6
"""How often in a row no worker may be seen, ANSWER_SECONDS apart, before grading gives up."""
TRIES_AGAIN = 2
"""After trouble of the worker's own (a full disk). Lost workers are the scheduler's matter, counted apart."""


def is_address(text: str) -> bool:
    """Whether that is the address of a scheduler.

    >>> is_address("tcp://127.0.0.1:8786"), is_address("fork")
    (True, False)
    """
    return text.startswith(("tcp://", "tls://"))


class Cluster:
    """Has jobs run by the workers that a scheduler has, two for each of their threads at a time."""

    def __init__(self, address: str, answer_seconds: float = ANSWER_SECONDS) -> None:
        """Join. Raises GradingError when distributed, the scheduler or a worker is missing."""
        self._address, self._seconds = address, answer_seconds
        self._client = _join(address, answer_seconds)
        self._running: dict[str, tuple[str, Future[bytes]]] = {}
        self._finished: queue.SimpleQueue[str] = queue.SimpleQueue()
        try:
            self._client.wait_for_workers(1, timeout=answer_seconds)
        except TimeoutError:
            self.close()
            raise self._no_worker() from None
        self.capacity = 2 * self._threads()

    def submit(self, name: str, job: RunJob) -> None:
        """Send a job to the scheduler."""
        key = _key(name, job)
        future = self._client.submit(
            run_for_office, job, software_here(), key=key, retries=TRIES_AGAIN, pure=False
        )
        self._running[key] = name, future
        future.add_done_callback(lambda done: self._finished.put(done.key))

    def next(self) -> Outcome:
        """Wait for the next outcome. Raises GradingError when scheduler or workers are gone."""
        name, future = self._running.pop(self._next_key())
        self.capacity = max(self.capacity, 2 * self._threads())  # workers may have joined
        if future.status == "finished":
            return self._outcome(name, future)
        if future.status == "error":
            log.warning("task %s could not be run by the cluster: %r", name, future.exception())
            return Outcome(name, sentence=kernel_died())
        raise self._lost()

    def close(self) -> None:
        """Take back what has not begun, and leave."""
        if self._client.status == "running":
            self._client.cancel([future for _name, future in self._running.values()], force=True)
        self._client.close(timeout=self._seconds)

    def _outcome(self, name: str, future: "Future[bytes]") -> Outcome:
        about, notebook = said_by_worker(future.result())
        if "other_software" in about:
            raise GradingError(
                _(
                    "A worker of the cluster at {address} has other software than this machine, so it could "
                    "give other points. Install the same release on every worker, and grade again."
                ).format(address=self._address)
            )
        return Outcome(name, notebook, about.get("sentence", ""))

    def _next_key(self) -> str:
        looks = 0
        while looks < LOOKS:
            try:
                key = self._finished.get(timeout=self._seconds)
            except queue.Empty:
                looks = 0 if self._threads() else looks + 1
                continue
            if key in self._running:
                return key
        raise self._no_worker()

    def _threads(self) -> int:
        if self._client.status != "running":
            raise self._lost()
        try:
            return sum(self._client.nthreads().values())
        except (OSError, TimeoutError):
            raise self._lost() from None

    def _no_worker(self) -> GradingError:
        return GradingError(
            _(
                "The scheduler at {address} has no worker. Start one with: dask worker {address}. "
                "What was graded is stored; the same command grades the rest."
            ).format(address=self._address)
        )

    def _lost(self) -> GradingError:
        return GradingError(
            _(
                "The scheduler at {address} does not answer any more. What was graded is stored; "
                "the same command grades the rest."
            ).format(address=self._address)
        )


def _join(address: str, seconds: float) -> "Client":
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise GradingError(
            _("Grading on a cluster needs one more package. Install the extra: bargaining-school[cluster].")
        ) from None
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters of it is said in our own words
    try:
        return Client(address, timeout=seconds, set_as_default=False, name="grading")
    except (OSError, TimeoutError, ValueError) as problem:
        log.info("no scheduler at %s: %s", address, problem)
        raise GradingError(
            _(
                "No scheduler answers at {address}. Look whether it runs (dask scheduler), "
                "and whether the address is right."
            ).format(address=address)
        ) from None


def _key(name: str, job: RunJob) -> str:
    """The task key: the same for the same job of the same submission, whoever sends it, however often."""
    parts: tuple[Any, ...] = (job.restored, job.part_json, job.variant_json, job.answers, str(job.variant))
    hashes = [hashlib.sha256(part if isinstance(part, bytes) else part.encode()).digest() for part in parts]
    return f"grading-{name}-{hashlib.sha256(b''.join(hashes)).hexdigest()[:16]}"
