"""A server that is told to stop does so, whatever its workers are doing."""

import os
import time
from pathlib import Path

import flask
import pytest

from tests.faults.server import Served

pytestmark = [pytest.mark.long, pytest.mark.database("sqlite")]


def loaded_once():
    """Serve from the first worker; any other is still being loaded, and hears no signal."""
    try:
        Path(os.environ["QUIZAPP_INSTANCE"], "loaded").touch(exist_ok=False)
    except FileExistsError:
        time.sleep(3600)
    return flask.Flask(__name__)


@pytest.mark.skipif(os.cpu_count() == 1, reason="the server has as many workers as cores")
def test_it_stops_though_a_worker_is_still_being_loaded(settings):
    with Served(settings, "tests.faults.test_stopped:loaded_once") as server:
        server.stop()
