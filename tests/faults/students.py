"""Students who save without pause, each under a session of their own, and send it again."""

import http.client
import json
import random
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlencode

from tests.faults.ledger import Ledger, Word

STUDENTS = 200
# Texts that a wrong encoding, a careless form or a database's own idea of equality would change.
PIECES = (
    *("the guild", "e\u0301te\u0301", "  ", "naïve", "\ufb01sh", "\U0001f469\u200d\U0001f467"),
    *("\u05e9\u05dc\u05d5\u05dd", "\u062d\u0628\u0631", "\U0001d4ac", "'; --", "\\n", "%s :x"),
)
STAY = 5  # saves over one connection: else all stay with the worker that was there first
FORM = "application/x-www-form-urlencoded"
PATIENCE = 60  # seconds for one answer: hung is not slow


class Sitting:
    """One student's hour: the slots in turn, one revision upon the other."""

    def __init__(self, student, port, ledger, over):
        self.student, self.port, self.ledger, self.over = student, port, ledger, over
        self.chance = random.Random(student.attempt)  # noqa: S311  nobody guesses at it
        self.revisions = dict.fromkeys(student.versions, 0)
        self.connection = None
        self.is_stuck = ""

    def run(self):
        """Save until it is over; whatever is not acknowledged is sent again as it is."""
        number = 0
        while not self.over.is_set() and not self.is_stuck:
            number += 1
            self._insist(self._change(number))
            if number % STAY == 0:
                self._hang_up()
        self._hang_up()

    def _change(self, number):
        slot = sorted(self.revisions)[number % len(self.revisions)]
        text = f"{number} " + "".join(self.chance.choices(PIECES, k=8))
        body = {
            "op": f"operation-{number}",
            "base_rev": self.revisions[slot],
            "question_version": self.student.versions[slot],
            "value": {"text": text},
        }
        self.ledger.sent[self.student.attempt, body["op"]] = text
        return slot, body

    def _insist(self, change):
        slot, body = change
        while not self.over.is_set():
            status, told = self.put(slot, body)
            self.ledger.statuses[status] += 1
            if status == 200:
                self.revisions[slot] = told["rev"]
                word = Word(
                    *(self.student.attempt, slot, body["op"], told["rev"]), told["value"]["text"]
                )
                return self.ledger.words.append(word)
            if status == 409:  # only a word that was not kept leads here
                self.revisions[slot] = told["rev"]
                return None
            if 0 < status < 500:
                self.is_stuck = f"{status} {told}"
                return None
            self.ledger.told[status].add(told.get("error", ""))
            time.sleep(self.chance.uniform(0.2, 0.6))  # nobody starts while all knock
        return None

    def put(self, slot, body):
        """Return status and JSON of one save; 0 where no answer came."""
        path = f"/attempts/{self.student.attempt}/slots/{slot}"
        return self.ask("PUT", path, json.dumps(body), "application/json")

    def ask(self, method, path, data, content_type):
        """Return status and JSON of one request; 0 where no answer came."""
        headers = {**self.student.headers, "Content-Type": content_type}
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(
                    "127.0.0.1", self.port, timeout=PATIENCE
                )
            self.connection.request(method, path, data, headers)
            answer = self.connection.getresponse()
            return answer.status, _told(answer.read())
        except (OSError, http.client.HTTPException):
            self._hang_up()
            return 0, {}

    def _hang_up(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def _told(body):
    """Return what was answered; a server that breaks answers no JSON."""
    try:
        return json.loads(body)
    except ValueError:
        return {"error": body.decode("utf-8", "replace")}


class FormSitting(Sitting):
    """One whose scripts are off: the whole page is posted, read by the server and then written."""

    def put(self, slot, body):
        """Return 200 where the page was taken, as if a script had put the answer."""
        fields = {
            "csrf_token": self.student.headers["X-CSRFToken"],
            f"s{slot}-revision": body["base_rev"],
            f"s{slot}-version": body["question_version"],
            f"s{slot}-text": body["value"]["text"],
        }
        path = f"/attempts/{self.student.attempt}/answers"
        status, told = self.ask("POST", path, urlencode(fields), FORM)
        if status == 303:
            return 200, {"rev": body["base_rev"] + 1, "value": body["value"]}
        return status, told


class Crowd:
    """Students at work, and what they were told so far."""

    def __init__(self, students, port, sits):
        self.ledger, self.over = Ledger(), threading.Event()
        self.sittings = [sits(one, port, self.ledger, self.over) for one in students]

    def wait_for(self, more, whose="words"):
        """Wait until `more` words were given, or that many refusals of some statuses."""
        goal = self._count(whose) + more
        for _ in range(PATIENCE * 100):
            if self._count(whose) >= goal:
                return
            time.sleep(0.01)
        raise RuntimeError(f"the crowd is stuck: {self.ledger.statuses} {self.stuck()}")

    def _count(self, whose):
        if whose == "words":
            return len(self.ledger.words)
        return sum(self.ledger.statuses[status] for status in whose)

    def stuck(self):
        """Return why students gave up, none if all went on."""
        return {sitting.is_stuck for sitting in self.sittings} - {""}


@contextmanager
def at_work(students, port, sits=Sitting):
    """A crowd that saves as long as the block lasts."""
    crowd = Crowd(students, port, sits)
    threads = [threading.Thread(target=sitting.run) for sitting in crowd.sittings]
    for thread in threads:
        thread.start()
    try:
        yield crowd
    finally:
        crowd.over.set()
        for thread in threads:
            thread.join()
