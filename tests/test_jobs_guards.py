"""The job worker's tasks keep what they did."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.actions import make_first_teacher_link
from quizapp.config import PROJECT
from quizapp.models import KnownDevice, OneTimeLink, Tally

# A process of its own: the module reads its settings as it is imported.
PURGE = "import json; from quizapp import jobs; print(json.dumps(jobs.purge.call_local()))"


@pytest.mark.database("sqlite")
def test_what_has_expired_is_gone_for_good(session, school, database, tmp_path):
    now = datetime.now(UTC)
    make_first_teacher_link(session, "token", now - timedelta(days=30))
    bob = school.people["bob"].id
    for days, name in ((1, "new"), (400, "old")):
        seen = {"user_id": bob, "seen_at": now - timedelta(days=days)}
        session.add(KnownDevice(token_sha256=name, **seen))
        session.add(Tally(subject=name, count=1, since=now - timedelta(days=days, hours=-1)))
    session.commit()
    environ = {"QUIZAPP_INSTANCE": str(tmp_path), "QUIZAPP_DATABASE_URL": database}
    command = [sys.executable, "-c", PURGE]
    done = subprocess.run(command, cwd=PROJECT, env=environ, stdout=subprocess.PIPE, check=True)
    assert json.loads(done.stdout) == 3
    assert session.scalars(select(OneTimeLink)).all() == []
    assert session.scalars(select(KnownDevice.token_sha256)).all() == ["new"]
    assert session.scalars(select(Tally.subject)).all() == ["new"]
