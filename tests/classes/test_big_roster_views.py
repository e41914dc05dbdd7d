"""A school's whole list through the pages: five thousand rows, fifty of them wrong."""

import csv
import io
import re

import pytest
from sqlalchemy import func, select

from quizapp.models import Member
from tests.classes.big_roster import big_roster

CARRIED = re.compile(r'name="carried" value="([^"]+)"')


@pytest.mark.long
def test_the_good_rows_go_in_and_the_bad_ones_come_back(alice, session, school):
    data, lines = big_roster(5000, 50)
    page = f"/teach/classes/{school.class_.id}/roster"
    class_id = school.class_.id
    session.commit()
    token = alice.get(page).token()

    def send(where, **fields):
        answer = alice.client.post(f"{page}{where}", data={"csrf_token": token, **fields})
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    looked = send("", file=(io.BytesIO(data), "school.csv"), lines="")
    assert "Nothing has changed yet. 4,950 new students. " in " ".join(looked.split())
    done = send("/confirm", carried=CARRIED.search(looked)[1])
    assert "4,950 new students, 9 new groups." in done
    back = send("/bad-rows", carried=CARRIED.search(done)[1])
    rows = list(csv.reader(io.StringIO(back.lstrip("\ufeff"))))
    assert sorted(int(row[1]) for row in rows[1:]) == sorted(lines)
    students = select(func.count()).where(Member.class_id == class_id, Member.role == "student")
    assert session.scalar(students) == 4950 + 2
