"""The job worker's tasks keep what they did."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.actions import make_first_teacher_link
from quizapp.config import PROJECT
from quizapp.models import OneTimeLink

# A process of its own: the module reads its settings as it is imported.
PURGE = "import json; from quizapp import jobs; print(json.dumps(jobs.purge.call_local()))"


@pytest.mark.database("sqlite")
def test_what_has_expired_is_gone_for_good(session, database, tmp_path):
    make_first_teacher_link(session, "token", datetime.now(UTC) - timedelta(days=30))
    session.commit()
    environ = {"QUIZAPP_INSTANCE": str(tmp_path), "QUIZAPP_DATABASE_URL": database}
    command = [sys.executable, "-c", PURGE]
    done = subprocess.run(command, cwd=PROJECT, env=environ, stdout=subprocess.PIPE, check=True)
    assert json.loads(done.stdout) == 1
    assert session.scalars(select(OneTimeLink)).all() == []
