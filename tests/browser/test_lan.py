"""One sitting from another machine over plain HTTP, with the real server."""

import os
import re
import subprocess
import sys
import time

import pytest

from quizapp.config import PROJECT
from tests import build
from tests.browser import network
from tests.browser.chromium import PROGRAM, expect, launched
from tests.browser.conftest import IN_CI, PATIENCE
from tests.browser.window import Window

pytestmark = pytest.mark.browser

PORT = 8123
START = 60  # seconds that a first start may take
URL = f"http://{network.TEACHER}:{PORT}"


@pytest.fixture
def machines():
    """What runs a program on the teacher's laptop, and on a phone in the same network."""
    reason = network.why_not()
    if reason:
        (pytest.fail if IN_CI and os.geteuid() == 0 else pytest.skip)(reason)
    with network.two_machines() as commands:
        yield commands


@pytest.fixture
def told(machines, tmp_path):
    """What `./quiz run --lan` says on the teacher's laptop; it serves until the test ends."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("QUIZAPP_")
    }
    environment |= {"QUIZAPP_INSTANCE": str(tmp_path / "instance"), "PYTHONUTF8": "1"}
    words = tmp_path / "words"
    with words.open("w") as output:
        server = subprocess.Popen(
            [*machines[0], sys.executable, "-m", "quizapp", "run", "--lan", "--port", str(PORT)],
            cwd=PROJECT,
            env=environment,
            stdout=output,
        )
    try:
        yield read_until(words, "Stop with Ctrl-C", server)
    finally:
        server.terminate()
        server.wait(timeout=20)


def read_until(path, last, server):
    """Return what a server has said, once it has said `last`."""
    until = time.monotonic() + START
    while last not in path.read_text("utf-8"):
        assert server.poll() is None, path.read_text("utf-8")
        assert time.monotonic() < until, path.read_text("utf-8")
        time.sleep(0.1)
    return path.read_text("utf-8")


@pytest.fixture
def phone(playwright, machines, tmp_path):
    """A window of a browser that runs on the phone."""
    program = tmp_path / "chromium-on-the-phone"
    program.write_text(f'#!/bin/sh\nexec {" ".join(machines[1])} {PROGRAM} "$@"\n')
    program.chmod(0o700)
    with launched(playwright, program) as browser:
        context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        window = Window(context, URL)
        yield window
        context.close()
    window.check()


def open_at_last(window, path):
    """Open the first page as soon as the server answers."""
    window.allow("ERR_CONNECTION_REFUSED")
    until = time.monotonic() + START
    while True:
        try:
            return window.open(path)
        except Exception as fault:
            if "ERR_CONNECTION_REFUSED" not in str(fault) or time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_a_phone_sits_a_quiz_over_plain_http(told, phone):
    assert f"{URL}/\n" in told
    assert "Plain HTTP: use it only in a network you trust." in told
    assert "▀" in told, "no QR code"
    page = open_at_last(phone, "/")
    assert not page.evaluate("isSecureContext")
    page.locator(".card h3 a").first.click()
    page.get_by_label("Your name").fill("Robin")
    page.get_by_role("button", name="Start reading").click()
    (cookie,) = phone.context.cookies()
    assert (cookie["name"], cookie["secure"], cookie["httpOnly"]) == ("quizapp", False, True)
    page.get_by_role("tab", name="Questions").click()
    option = page.get_by_role("radio").first
    option.check()
    expect(page.locator("#page-status")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    page.reload()
    page.get_by_role("tab", name="Questions").click()
    expect(option).to_be_checked()
    page.get_by_role("button", name="Check and hand in").click()
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.get_by_text("Thank you, Robin.")).to_be_visible()
    become_teacher(page, told)


def become_teacher(page, told):
    """The teacher's link works over the network too, and the teacher is told of plain HTTP."""
    link = re.search(rf"{re.escape(URL)}(/first-teacher/\S+)", told)[1]
    page.get_by_role("button", name="Sign out").click()
    page.goto(URL + link)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Sign-in name").fill("ada")
    page.get_by_label("Password").fill(build.PASSWORD)
    page.get_by_role("button", name="Become the teacher").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Classes")
    expect(page.get_by_text("plain HTTP")).to_be_visible()


ASK = "from quizapp.cli.run import lan_address; print(lan_address())"


@pytest.mark.parametrize(
    ("removed", "status", "words"),
    [
        ([], 0, network.TEACHER),
        (["route", "del", "default"], 0, network.TEACHER),  # its own hotspot
        (["link", "del", "wlan0"], 1, "in no network"),
    ],
    ids=["a network", "a hotspot", "no network"],
)
def test_the_address_is_one_that_phones_reach(machines, removed, status, words):
    if removed:
        subprocess.run([*machines[0], "ip", *removed], check=True)
    command = [*machines[0], sys.executable, "-c", ASK]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    assert said.returncode == status
    assert words in said.stdout + said.stderr
