"""Which passwords are taken, and what they cost whoever guesses."""

import threading

import pytest

from quizapp.accounts import passwords
from quizapp.accounts.passwords import common_passwords, why_not

# As the module has it before the tests make it cheap.
REAL = passwords._hasher


def test_a_hash_costs_what_owasp_says():
    assert (REAL.time_cost, REAL.memory_cost, REAL.parallelism) == (2, 19456, 1)
    assert REAL.hash("x").startswith("$argon2id$")


@pytest.mark.parametrize(
    ("password", "role", "words"),
    [
        ("kelp-47", "student", "At least 8"),
        ("kelp-lamp-7", "teacher", "At least 12"),
        ("kelp-lamp-7", "administrator", "At least 12"),
        ("kelp" * 33, "student", "At most 128"),
        ("password", "student", "Many people"),
        ("Password123", "student", "Many people"),
        ("P@ssw0rd123", "student", "Many people"),
        ("sunshine2024", "teacher", "Many people"),
        ("123456789012", "teacher", "Many people"),
        ("987654321", "student", "Many people"),
        ("qwertyuiop", "student", "Many people"),
        ("poiuytrewq", "student", "Many people"),
        ("abcdefghijkl", "teacher", "Many people"),
        ("aaaaaaaaaaaa", "teacher", "Many people"),
        ("dragondragon", "teacher", "Many people"),
        ("dora-berg-77", "teacher", "your own name"),
        ("DORA12345", "student", "your own name"),
    ],
)
def test_what_is_refused_says_why(password, role, words):
    assert words in (why_not(password, role, ("Dora Berg", "dora")) or "")


@pytest.mark.parametrize(
    ("password", "role"),
    [
        ("kelp-lamp", "student"),
        ("lamp maple otter tunnel", "teacher"),
        ("kelp" * 32, "teacher"),
        ("ключ от маяка", "teacher"),
        ("dora likes kelp", "teacher"),
    ],
)
def test_what_is_taken(password, role):
    assert why_not(password, role, ("Dora Berg", "dora", "")) is None


def test_the_list_is_long():
    assert len(common_passwords()) > 1000
    assert len([one for one in common_passwords() if len(one) >= 8]) > 1000


def test_no_more_are_hashed_at_once_than_there_are_cores(monkeypatch):
    now, most, lock = [0], [0], threading.Lock()
    go_on = threading.Event()

    class Slow:
        def hash(self, _password):
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            go_on.wait(0.05)
            with lock:
                now[0] -= 1

    monkeypatch.setattr(passwords, "_hasher", Slow())
    monkeypatch.setattr(passwords, "_turns", threading.BoundedSemaphore(2))
    threads = [threading.Thread(target=passwords.hash_password, args=("x",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [2]
