"""Every route for everybody, with everybody's things: who gets in, and nobody else.

What is refused is refused first, and nothing may have changed by it; then each who may
comes in, one after the other.
"""

import json
import re
from itertools import product

import pytest
from sqlalchemy import select

from quizapp import db
from quizapp.core.permissions import is_welcome
from quizapp.models import ServedSlot, User
from quizapp.web.access import MARK
from tests.access.cells import BESIDE, CELLS, EVERYBODY, KINDS, NAMES, SIGNED_IN
from tests.access.world import ABSENT, PRINCIPALS, snapshot
from tests.build import NOW

VARYING = re.compile(r'[0-9a-f]{8}|nonce="[\w-]+"|value="[\w.-]+"')
# Their session holds no more, nor does its token.
ENDED = ("expired", "dora")
# From those whom the fewest doors welcome to those whom the most do.
ROLES_OF = {
    **{None: "nobody", "student": "robin bob carol mallory"},
    **{"teacher": "alice colin rita dave", "administrator": "ada"},
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def routes(app):
    return {
        f"{method} {rule.rule}": rule
        for rule in app.url_map.iter_rules()
        for method in METHODS
        if method in rule.methods
    }


def places(world, name, rule):
    """Return the values of an address for each thing that it may name."""
    beside = {id_: BESIDE[id_] for id_ in rule.arguments if id_ in BESIDE}
    deciding = sorted(id_ for id_ in rule.arguments if id_ not in BESIDE)
    if not deciding:
        return {"": beside}
    found = [world.places[KINDS.get(name, NAMES[id_])].items() for id_ in deciding]
    return {
        ", ".join(whose for whose, _ in things): {
            **beside,
            **{id_: value for id_, (_, value) in zip(deciding, things, strict=True)},
        }
        for things in product(*found)
    }


class Doors:
    """Knocks at a route as somebody, and tells what came of it."""

    def __init__(self, app, world):
        self.app, self.world = app, world

    def knock(self, name, rule, values, who):
        """Return "in", "out", or what went wrong."""
        method = name.split()[0]
        with self.app.test_request_context():
            path = self.app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
        body = (
            {"data": json.dumps({}), "content_type": "application/json"} if method == "PUT" else {}
        )
        client = self.app.test_client(use_cookies=False)
        with client.open(path, method=method, headers=self.world.headers[who], **body) as answer:
            return outcome(who, method, answer)


def outcome(who, method, answer):
    sent_to_sign_in = answer.status_code == 302 and "/sign-in" in answer.headers["Location"]
    if who in SIGNED_IN.split():
        is_out = answer.status_code == 404  # as if it were not there
        is_odd = answer.status_code in {400, 401, 403} or sent_to_sign_in
    else:
        # Whoever opens a page is led to where one signs in; whatever else is sent is refused.
        is_out = sent_to_sign_in if method == "GET" else answer.status_code == 401
        is_out = is_out or answer.status_code == 404
        # A session that ended has no token of its own any more.
        is_out = is_out or (answer.status_code == 400 and who in ENDED and method != "GET")
        is_odd = answer.status_code in {400, 401, 403} and not is_out
    if is_odd or answer.status_code >= 500:
        return f"{answer.status_code}"
    return "out" if is_out else "in"


def is_public(name):
    return EVERYBODY in CELLS[name].values()


def wrong_cells(doors, session, name, rule, cells):
    """Return the cells that are not as they should be, first those of who must stay out."""
    todo = [
        (who in cells.get(whose, "").split(), whose, values, who)
        for whose, values in places(doors.world, name, rule).items()
        for who in PRINCIPALS
    ]
    before, found = snapshot(session), []
    for gets_in, whose, values, who in sorted(todo, key=lambda one: one[0]):
        if gets_in and before is not None:
            if snapshot(session) != before:
                found.append((name, "something was changed by who was turned away"))
            before = None
        said = doors.knock(name, rule, values, who)
        # A change that anybody may send still needs the token of a session that holds.
        without_token = who in ENDED and name[:3] != "GET" and is_public(name)
        wanted = "out" if without_token or not gets_in else "in"
        if said != wanted:
            found.append((name, whose or "-", who, f"should be {wanted}, is {said}"))
    return found


@pytest.fixture
def doors(app, everybody):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return Doors(app, everybody)


@pytest.mark.parametrize("name", CELLS)
def test_each_gets_in_where_they_may_and_nowhere_else(app, session, doors, name):
    assert wrong_cells(doors, session, name, routes(app)[name], CELLS[name]) == []


def test_every_route_is_in_the_matrix(app):
    assert set(routes(app)) == set(CELLS)


def test_every_cell_is_about_something_that_is_there(app, doors):
    for name, cells in CELLS.items():
        assert set(cells) <= set(places(doors.world, name, routes(app)[name])), name
        assert set(" ".join(cells.values()).split()) <= set(PRINCIPALS), name


@pytest.mark.parametrize("name", CELLS)
def test_no_door_is_wider_than_who_gets_in(app, name):
    """Whom a loader would turn away anyway, the door turns away before anything is read."""
    inside = set(" ".join(CELLS[name].values()).split())
    audience = getattr(app.view_functions[routes(app)[name].endpoint], MARK, "everyone")
    widest = next(people for role, people in ROLES_OF.items() if is_welcome(role, audience))
    assert not inside or inside & set(widest.split()), audience


def test_there_are_enough_cells(app, doors):
    count = sum(
        len(places(doors.world, name, rule)) * len(PRINCIPALS) for name, rule in routes(app).items()
    )
    assert len(PRINCIPALS) >= 10
    assert count > 1000


@pytest.mark.parametrize(
    ("whose", "who"), [("bob's", "bob carol"), ("bob's", ""), ("absent", "ada"), ("dora's", "dora")]
)
def test_one_cell_planted_wrong_is_found(app, session, doors, whose, who):
    name = "GET /attempts/<int:attempt_id>"
    planted = {**CELLS[name], whose: who}
    assert len(wrong_cells(doors, session, name, routes(app)[name], planted)) == 1


def test_a_door_left_open_is_found(app, session, doors):
    """The control: a loader that does not ask who it is."""
    name = "GET /teach/attempts/<int:attempt_id>"
    rule = routes(app)[name]
    app.view_functions[rule.endpoint] = lambda **_ids: "open to all"
    found = wrong_cells(doors, session, name, rule, CELLS[name])
    assert len(found) > 30


def test_a_change_by_somebody_turned_away_is_found(app, session, doors):
    """The control: a page that says no, and has done it all the same."""
    name = "POST /attempts/<int:attempt_id>/submit"
    rule = routes(app)[name]

    def refuse(attempt_id):
        own = db.get_session()
        own.add(User(name="Planted", role="guest", created_at=NOW))
        own.commit()
        return "no", 404

    app.view_functions[rule.endpoint] = refuse
    found = wrong_cells(doors, session, name, rule, {"bob's": "bob"})
    assert (name, "something was changed by who was turned away") in found


def test_what_is_not_yours_reads_as_what_is_not_there(app, doors):
    """Nothing but the number to quote differs, so nobody learns that something exists."""
    pages = []
    for whose in ("carol's", "absent"):
        path = f"/attempts/{doors.world.places['open attempt'][whose]}"
        answer = app.test_client(use_cookies=False).get(path, headers=doors.world.headers["bob"])
        assert answer.status_code == 404
        pages.append(VARYING.sub("", answer.get_data(as_text=True)))
    assert pages[0] == pages[1]


# --- ids that stand elsewhere than in the address ---------------------------------------------


@pytest.fixture
def save(doors, session):
    """Save an answer of bob's, with some of what the page sends exchanged."""
    own = doors.world.places["open attempt"]["bob's"]
    served = {
        slot.number: slot.question_version_id
        for slot in session.scalars(select(ServedSlot).where(ServedSlot.attempt_id == own))
    }
    session.rollback()
    body = {
        "op": "operation-1",
        "base_rev": 0,
        "question_version": served[2],
        "value": {"text": "x"},
    }

    def put(**swapped):
        client = doors.app.test_client(use_cookies=False)
        path, headers = f"/attempts/{own}/slots/2", doors.world.headers["bob"]
        return client.put(path, json=body | swapped, headers=headers).status_code

    put.others = [served[1], served[3], ABSENT, -1, 0]
    return put


def test_a_question_of_another_slot_is_refused(session, save):
    before = snapshot(session)
    for version in save.others:
        assert save(question_version=version) == 422
    assert snapshot(session) == before
    assert save() == 200


@pytest.mark.parametrize(
    "extra",
    [{"attempt_id": 1}, {"student_id": 1}, {"user_id": 1}, {"slot": 1}, {"revision": 9}],
)
def test_a_body_cannot_name_another_row(session, save, extra):
    before = snapshot(session)
    assert save(**extra) == 422
    assert snapshot(session) == before
    assert save() == 200


def test_a_query_cannot_name_another_row(app, doors):
    places, headers = doors.world.places, doors.world.headers
    client = app.test_client(use_cookies=False)
    own, other = places["assignment"]["7b's"], places["assignment"]["elsewhere's"]
    for name in ("assignment_id", "assignment", "id", "class_id", "student_id"):
        path = f"/teach/assignments/{own}/scores?rows=attempts&{name}={other}"
        text = client.get(path, headers=headers["alice"]).get_data(as_text=True)
        assert "Bob" in text
        assert "Mallory" not in text
