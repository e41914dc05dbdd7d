"""Students who save over one kept connection each, and what they measured."""

import http.client
import json
import multiprocessing
import random
import threading
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

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


def run(port: int, students: Sequence[Student], saves: int, pause: float = 0.0) -> Load:
    """Let every student save `saves` times, `pause` seconds apart on average.

    Two processes of threads, so that the client is no bottleneck before the server is.
    """
    halves = [list(students[0::2]), list(students[1::2])]
    queue: multiprocessing.Queue[tuple[list[float], int]] = multiprocessing.Queue()
    workers = [
        multiprocessing.Process(target=_half, args=(port, half, saves, pause, queue))
        for half in halves
        if half
    ]
    begin = time.perf_counter()
    for worker in workers:
        worker.start()
    results = [queue.get() for _ in workers]
    seconds = time.perf_counter() - begin
    for worker in workers:
        worker.join()
    times = [value for part, _ in results for value in part]
    return Load(seconds, times, sum(refused for _, refused in results))


def _half(
    port: int,
    students: Sequence[Student],
    saves: int,
    pause: float,
    queue: multiprocessing.Queue,  # type: ignore[type-arg]
) -> None:
    times: list[float] = []
    refused: list[int] = []
    threads = [
        threading.Thread(target=_sit, args=(port, student.request, (saves, pause), times, refused))
        for student in students
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue.put((times, len(refused)))


def _sit(
    port: int,
    request: Callable[[int], Request],
    pace: tuple[int, float],
    times: list[float],
    refused: list[int],
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    saves, pause = pace
    chance = random.Random(port)  # noqa: S311  only spreads the students
    for number in range(saves):
        if pause:
            time.sleep(chance.uniform(0.5, 1.5) * pause)
        path, headers, body = request(number)
        data = json.dumps(body)
        begin = time.perf_counter()
        connection.request("PUT", path, data, {**headers, "Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - begin) * 1000)
        if answer.status != 200:
            refused.append(answer.status)
    connection.close()
