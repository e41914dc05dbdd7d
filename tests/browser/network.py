"""Two machines on one cable: network namespaces of Linux, each with an address of its own."""

import os
import shutil
import subprocess
from contextlib import ExitStack, contextmanager

TEACHER = "10.77.0.1"  # the laptop that serves
PHONE = "10.77.0.2"


def why_not():
    """Return why no network can be made here, in words that help; '' if one can."""
    if os.geteuid() != 0:
        return "only root can make a network: run this test as root, or in a container"
    if shutil.which("ip") is None:
        return "ip is not installed; install it with: sudo apt install iproute2"
    tried = subprocess.run(["ip", "netns", "add", _name("try")], capture_output=True, text=True)
    if tried.returncode:
        return f"this machine lets nobody make a network: {tried.stderr.strip()}"
    _ip("netns", "del", _name("try"))
    return ""


def _name(which):
    return f"quizapp-{os.getpid()}-{which}"


def _ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)


@contextmanager
def two_machines():
    """The commands that run a program on the teacher's laptop and on the phone."""
    teacher, phone = _name("teacher"), _name("phone")
    with ExitStack() as stack:
        for name in (teacher, phone):
            _ip("netns", "add", name)
            stack.callback(_ip, "netns", "del", name)  # the cable goes with it
            _ip("-n", name, "link", "set", "lo", "up")
        _ip("-n", teacher, "link", "add", "wlan0", "type", "veth", "peer", "wlan0", "netns", phone)
        for name, address, other in ((teacher, TEACHER, PHONE), (phone, PHONE, TEACHER)):
            _ip("-n", name, "address", "add", f"{address}/24", "dev", "wlan0")
            _ip("-n", name, "link", "set", "wlan0", "up")
            _ip("-n", name, "route", "add", "default", "via", other)
        yield ["ip", "netns", "exec", teacher], ["ip", "netns", "exec", phone]
