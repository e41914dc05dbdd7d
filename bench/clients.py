"""Students who save over one kept connection each, and what they measured."""

import http.client
import json
import multiprocessing
import random
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

# What a student sends as their n-th save: path, headers and JSON body.
Request = tuple[str, dict[str, str], dict[str, object]]


class Student(NamedTuple):
    """A student's way to answer: where to save each slot, and by which cookie and token."""

    attempt: int
    headers: dict[str, str]
    versions: dict[int, int]

    def request(self, number: int) -> Request:
        """Return the n-th save: slots in turn, each time the next revision."""
        slots = sorted(self.versions)
        slot = slots[number % len(slots)]
        body = {
            "op": f"bench-{self.attempt:06d}-{number:06d}",
            "base_rev": number // len(slots),
            "question_version": self.versions[slot],
            "value": {"text": f"answer number {number}"},
        }
        return f"/attempts/{self.attempt}/slots/{slot}", self.headers, body


class Load(NamedTuple):
    """What a run measured: seconds, saves, and each save's time in milliseconds."""

    seconds: float
    times: list[float]
    refused: int

    @property
    def rate(self) -> float:
        """Acknowledged saves a second."""
        return len(self.times) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the time in milliseconds within which this share of saves was answered."""
        times = sorted(self.times)
        return times[min(len(times) - 1, int(share * len(times)))]


class Measures(NamedTuple):
    """What the students of a process add to: times in milliseconds, and refusals."""

    times: list[float]
    refused: list[int]


# What one student does from beginning to end.
Work = Callable[[Any, Measures], None]


def run(port: int, students: Sequence[Student], saves: int, pause: float = 0.0) -> Load:
    """Let every student save `saves` times, `pause` seconds apart on average."""
    return spread(partial(_save, port, saves, pause), students)


def spread(work: Work, students: Sequence[Any]) -> Load:
    """Let every student do this work at once, each with a thread.

    Two processes of threads, so that the client is no bottleneck before the server is.
    """
    halves = [list(students[0::2]), list(students[1::2])]
    queue: multiprocessing.Queue[Measures] = multiprocessing.Queue()
    workers = [
        multiprocessing.Process(target=_half, args=(work, half, queue)) for half in halves if half
    ]
    begin = time.perf_counter()
    for worker in workers:
        worker.start()
    results = [queue.get() for _ in workers]
    seconds = time.perf_counter() - begin
    for worker in workers:
        worker.join()
    times = [value for found in results for value in found.times]
    return Load(seconds, times, sum(len(found.refused) for found in results))


def _half(
    work: Work,
    students: Sequence[Any],
    queue: multiprocessing.Queue,  # type: ignore[type-arg]
) -> None:
    measures = Measures([], [])
    threads = [
        threading.Thread(target=_finish, args=(work, student, measures)) for student in students
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue.put(measures)


def _finish(work: Work, student: Any, measures: Measures) -> None:
    """Count a student who could not go on, and let the others."""
    try:
        work(student, measures)
    except (OSError, http.client.HTTPException, LookupError) as fault:
        print(f"a student gave up: {fault!r}")
        measures.refused.append(0)


def _save(port: int, saves: int, pause: float, student: Student, measures: Measures) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    chance = random.Random(student.attempt)  # noqa: S311  only spreads the students
    for number in range(saves):
        if pause:
            time.sleep(chance.uniform(0.5, 1.5) * pause)
        put(connection, student.request(number), measures)
    connection.close()


def put(connection: http.client.HTTPConnection, request: Request, measures: Measures) -> None:
    """Send a save, and measure it."""
    path, headers, body = request
    data = json.dumps(body)
    begin = time.perf_counter()
    connection.request("PUT", path, data, {**headers, "Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    measures.times.append((time.perf_counter() - begin) * 1000)
    if answer.status != 200:
        measures.refused.append(answer.status)
