"""The key leaves the server only when it is released: canaries, and the same bytes."""

import re

import pytest
from flask import url_for

from quizapp.taking.actions import submit
from tests import build
from tests.build import LAMP_SET, NOW

# The same set with every part of its key changed and nothing else.
OTHER_KEY = (
    LAMP_SET.replace("        key: true\n", "")
    .replace(
        "      - text: The guild wanted two\n",
        "      - text: The guild wanted two\n        key: true\n",
    )
    .replace("OPTION-FEEDBACK-CANARY it grew later.", "Quite another word, and a longer one.")
    .replace("EXPLANATION-CANARY the keeper says so.", "No.")
    .replace("      - the guild\n      - ACCEPT-CANARY company\n", "      - nobody\n")
    .replace("key: not_said", "key: false")
    .replace("      - Nobody asked the harbour master.", "      - one lamp high")
    .replace("In fog the first lamp was a smudge.", "the guild paid for every stone")
    .replace(
        "      - The keeper lit both lamps every night.\n",
        "      - Nobody asked the harbour master.\n      - one lamp low\n",
    )
)
CANARY = re.compile(r"\w+-CANARY")
VARYING = re.compile(
    r'nonce="[\w-]+"|name="csrf_token" value="[\w.-]+"|nonce-[\w-]+|'
    r'content="[\w.-]+" name="csrf-token"'
)

# Every page that a student can open before handing in, by the state that leads to it.
OPEN_PAGES = [
    "/",
    "/home",
    "/assignments/{assignment}",
    "/practice/{practice}",
    "/attempts/{attempt}",
    "/attempts/{attempt}/finish",
]
ABSENT_PAGES = [
    "/attempts/{attempt}/review",
    "/attempts/{attempt}/receipt",
    "/teach",
    "/teach/classes/{class}",
    "/teach/articles",
    "/teach/articles/harbour-lights",
    "/teach/articles/harbour-lights/paper",
    "/teach/questions/1/edit",
    "/teach/assignments/{assignment}",
    "/teach/assignments/{assignment}/scores?rows=responses",
    "/teach/attempts/{attempt}",
    "/teach/assignments/{assignment}/marking",
    "/teach/assignments/{assignment}/marking/2",
    "/teach/marks/{attempt}/2",
    "/teach/assignments/{assignment}/remarking",
    "/teach/assignments/{assignment}/remarking/all",
    "/teach/assignments/{assignment}/remarking/2",
]


def begin(session, made, *, answered):
    attempt = build.attempt(session, made)
    if answered:
        build.answer(session, attempt, 1, {"option": 1})
        build.answer(session, attempt, 2, {"text": "the guild"})
        build.answer(session, attempt, 3, {"answer": "not_said"})
        build.answer(session, attempt, 4, {"sentences": [1]})
    places = {
        "attempt": attempt.id,
        "assignment": made.assignment.id,
        "practice": made.practice.id,
        "student": made.people["bob"].id,
        "class": made.class_.id,
    }
    session.commit()
    return attempt, places


def every_page(app, places):
    """Return the address of every route that can be opened, its ids filled in."""
    ids = {
        "assignment_id": places["assignment"],
        "attempt_id": places["attempt"],
        "slug": "harbour-lights",
        "question_id": 1,
        "token": "a-guessed-token",
        "slot": 1,
        "user_id": places["student"],
        "class_id": places["class"],
        "group_id": 1,
        "run_id": 1,
        "entry_id": 1,
        "note_id": 1,
        "version_id": 1,
    }
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and rule.endpoint != "static":
                yield url_for(rule.endpoint, **{name: ids[name] for name in rule.arguments})
        for rows in ("attempts", "responses"):
            yield url_for("results.download", assignment_id=places["assignment"], rows=rows)
        yield url_for("practice.cover", assignment_id=places["practice"])


def leaks(visitor, page):
    """Return the canaries in the bytes and headers of a page, whatever its status."""
    with visitor.client.get(page) as answer:
        return CANARY.findall(answer.get_data(as_text=True) + str(answer.headers))


@pytest.mark.parametrize("state", ["fresh", "answered", "handed in by somebody else"])
@pytest.mark.parametrize("who", ["nobody", "bob", "carol", "mallory", "dave"])
def test_no_canary_leaves_by_any_route_in_any_state(app, session, school, visit, state, who):
    """dave teaches: he may read the keys of articles, and nothing of another's class."""
    if state == "handed in by somebody else":
        other, places = begin(session, school, answered=True)
        submit(session, other, NOW)
        session.commit()
        who = "carol" if who == "bob" else who
    else:
        _, places = begin(session, school, answered=state == "answered")
    visitor = visit(None if who == "nobody" else who)
    pages = list(every_page(app, places))
    assert len(pages) > 15
    for page in pages:
        if who == "dave" and page.startswith(("/teach/articles/", "/teach/questions/")):
            continue
        assert leaks(visitor, page) == [], page


@pytest.mark.parametrize("answered", [False, True])
def test_what_is_not_released_is_not_there(session, school, bob, answered):
    _, places = begin(session, school, answered=answered)
    for page in ABSENT_PAGES:
        bob.get(page.format(**places), status=404)


def test_no_canary_leaves_with_a_refused_page(session, school, bob):
    """422, 409 and 423: pages that say what is wrong with an answer."""
    _, places = begin(session, school, answered=False)
    page = "/attempts/{attempt}".format(**places)
    fresh = bob.get(page).tree
    sent = [(422, "x" * 501), (200, "from one tab"), (409, "from another")]
    for status, text in sent:
        bob.tree, bob.path = fresh, page
        bob.send("answers", status, **{"s2-text": text})
        assert not CANARY.search(bob.text)
    bob.get(f"{page}/finish")
    bob.send("submit")
    bob.tree, bob.path = fresh, page
    bob.send("answers", 423, **{"s2-text": "too late"})
    assert not CANARY.search(bob.text)


def test_no_canary_leaves_with_a_save(session, school, bob):
    attempt, places = begin(session, school, answered=False)
    versions = {slot.number: slot.question_version_id for slot in attempt.served}
    bob.get("/attempts/{attempt}".format(**places))
    fields = {
        1: {"choice": "A"},
        2: {"text": "nobody"},
        3: {"answer": "true"},
        4: {"sentences": ["2"]},
    }
    for status, op in ((200, "first-op-"), (409, "second-op-")):
        for slot, value in fields.items():
            told = bob.put(
                f"/attempts/{attempt.id}/slots/{slot}",
                {
                    "op": f"{op}{slot}",
                    "base_rev": 0,
                    "question_version": versions[slot],
                    "value": value,
                },
                status,
            )
            assert set(told) == {"rev", "saved_at", "value", "seconds_left"}
            assert not CANARY.search(str(told))


def test_the_canaries_are_there_to_be_found(session, school, bob, alice):
    """The control: where the key is released, the same search finds it."""
    attempt, places = begin(session, school, answered=True)
    submit(session, attempt, NOW)
    session.commit()
    bob.get("/attempts/{attempt}/review".format(**places))
    assert set(CANARY.findall(bob.text)) >= {"EXPLANATION-CANARY", "ACCEPT-CANARY"}
    alice.get("/teach/articles/harbour-lights")
    assert "OPTION-FEEDBACK-CANARY" in alice.text


def pages_with(session, visit, text, **terms):
    """Return each page of a fresh attempt at a set of this text, what varies cut out."""
    made = build.school(session)
    for name, value in terms.items():
        setattr(made.assignment, name, value)
    if text != LAMP_SET:
        build.lamp_set(session, text)
    _, places = begin(session, made, answered=False)
    visitor = visit("bob")
    found = {}
    for page in OPEN_PAGES:
        visitor.get(page.format(**places))
        headers = str(visitor.response.headers).replace(str(len(visitor.text)), "")
        found[page] = VARYING.sub("", visitor.text + headers)
    return found


def scrub(pages):
    """Cut out the ids of rows: the second set's questions are newer rows than the first's."""
    return {
        page: re.sub(r"-version value=\d+|Content-Length: \d*", "", text)
        for page, text in pages.items()
    }


@pytest.fixture
def first_pages(session, visit):
    pages = pages_with(session, visit, LAMP_SET)
    return scrub(pages)


@pytest.mark.database("sqlite")
def test_a_students_page_is_the_same_bytes_whatever_the_key(first_pages, tmp_path, settings):
    assert scrub(_other_site(tmp_path, settings, OTHER_KEY)) == first_pages


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("old", "new"),
    [("Why was the second lamp built?", "Why a second lamp?"), ("skill: infer", "skill: retrieve")],
)
def test_the_comparison_sees_what_is_not_key(first_pages, tmp_path, settings, old, new):
    """The control: another stem is seen; a skill is no key but is not shown either."""
    other = scrub(_other_site(tmp_path, settings, LAMP_SET.replace(old, new)))
    assert (other == first_pages) == ("skill" in old)


@pytest.mark.database("sqlite")
def test_asking_for_places_and_offering_hints_tells_nothing_of_the_key(tmp_path, settings):
    """A hint is released key once it was asked for, and not before."""
    terms = {"show_where": "separate", "allows_hints": True}
    one, other = (
        scrub(_other_site(tmp_path / name, settings, text, **terms))
        for name, text in (("one", LAMP_SET), ("other", OTHER_KEY))
    )
    page = next(text for path, text in one.items() if path == "/attempts/{attempt}")
    assert "s1-where" in page and "A hint, please" in page
    assert one == other


def _other_site(tmp_path, settings, text, **terms):
    """Return the pages of a site of its own whose set is another."""
    import dataclasses
    from contextlib import closing

    from quizapp import db, migrations
    from quizapp.app import create_app
    from tests.visitor import Visitor

    tmp_path.mkdir(exist_ok=True)
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    engine = db.make_engine(url)
    migrations.upgrade(engine)
    engine.dispose()
    app = create_app(dataclasses.replace(settings, database_url=url))
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=True)
    with closing(db.open_session(app.extensions["quizapp.engine"], writes=True)) as session:
        pages = pages_with(session, lambda login: Visitor(app, login), text, **terms)
    app.extensions["quizapp.engine"].dispose()
    return pages
