"""The key leaves the server only when it is released: canaries, and the same bytes."""

import re

import pytest

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
OPEN_PAGES = ["/", "/practice/{practice}", "/attempts/{attempt}", "/attempts/{attempt}/finish"]
ABSENT_PAGES = [
    "/attempts/{attempt}/review",
    "/attempts/{attempt}/receipt",
    "/teach",
    "/teach/articles",
    "/teach/articles/harbour-lights",
    "/teach/assignments/{assignment}",
    "/teach/assignments/{assignment}/scores?rows=responses",
    "/teach/attempts/{attempt}",
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
    }
    session.commit()
    return attempt, places


@pytest.mark.parametrize("answered", [False, True])
def test_no_canary_leaves_before_handing_in(session, school, bob, answered):
    _, places = begin(session, school, answered=answered)
    for page in OPEN_PAGES:
        bob.get(page.format(**places))
        assert not CANARY.search(bob.text + str(bob.response.headers)), page
    for page in ABSENT_PAGES:
        bob.get(page.format(**places), status=404)
        assert not CANARY.search(bob.text + str(bob.response.headers)), page


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
            assert set(told) == {"rev", "saved_at", "value"}
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


def pages_with(session, visit, text):
    """Return each page of a fresh attempt at a set of this text, what varies cut out."""
    made = build.school(session)
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
        page: re.sub(r'-version" value="\d+"|Content-Length: \d*', "", text)
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


def _other_site(tmp_path, settings, text):
    """Return the pages of a site of its own whose set is another."""
    import dataclasses
    from contextlib import closing

    from quizapp import db, migrations
    from quizapp.app import create_app
    from tests.visitor import Visitor

    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    engine = db.make_engine(url)
    migrations.upgrade(engine)
    engine.dispose()
    app = create_app(dataclasses.replace(settings, database_url=url))
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=True)
    with closing(db.open_session(app.extensions["quizapp.engine"], writes=True)) as session:
        pages = pages_with(session, lambda login: Visitor(app, login), text)
    app.extensions["quizapp.engine"].dispose()
    return pages
