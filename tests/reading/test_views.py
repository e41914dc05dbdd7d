"""The reader's settings, through the page."""

import pytest

from quizapp.core.reader_settings import CHOICES
from quizapp.models import User
from tests import build

CHOSEN = {
    "size": "large",
    "spacing": "wide",
    "font": "sans",
    "theme": "sepia",
    "lines": "on",
    "ruler": "on",
    "motion": "less",
    "shortcuts": "off",
}


def looks(visitor):
    """Return what <html> says of the reader's settings."""
    found = {str(name): value for name, value in visitor.tree.attrib.items()}
    return {name[5:]: value for name, value in found.items() if name.startswith("data-")}


def checked(visitor):
    """Return the choices that the form shows as made."""
    return {
        field.get("name"): field.get("value")
        for field in visitor.all("input")
        if field.get("type") == "radio" and field.get("checked") is not None
    }


def choose(visitor, status=200, going_to="/", **chosen):
    visitor.get(f"/reading-settings?next={going_to}")
    return visitor.send(status=status, **chosen)


# --- it works ------------------------------------------------------------------------------


def test_the_page_shows_the_defaults(nobody):
    nobody.get("/reading-settings")
    assert checked(nobody) == {
        "size": "medium",
        "spacing": "normal",
        "font": "serif",
        "theme": "system",
        "lines": "off",
        "ruler": "off",
        "motion": "system",
        "shortcuts": "on",
    }
    assert looks(nobody) == {}


def test_a_guest_is_remembered_from_page_to_page(nobody, school):
    choose(nobody, going_to=f"/practice/{school.practice.id}", **CHOSEN)
    assert nobody.path == f"/practice/{school.practice.id}"
    assert looks(nobody) == CHOSEN
    nobody.get("/")
    assert looks(nobody) == CHOSEN
    nobody.get("/reading-settings")
    assert checked(nobody) == CHOSEN


def test_only_what_differs_stands_on_the_page(nobody):
    choose(nobody, theme="dark")
    assert looks(nobody) == {"theme": "dark"}
    choose(nobody, theme="system")
    assert looks(nobody) == {}


def test_what_a_guest_chose_stays_when_they_begin(nobody, school):
    choose(nobody, **CHOSEN)
    nobody.get(f"/practice/{school.practice.id}")
    nobody.send(name="Robin")
    assert nobody.path.startswith("/attempts/")
    assert looks(nobody) == CHOSEN


def test_what_a_guest_chose_stays_when_they_sign_in(nobody, school):
    choose(nobody, theme="dark")
    nobody.get(f"/practice/{school.practice.id}")
    nobody.send(name="Robin")
    choose(nobody, theme="sepia")
    nobody.get("/sign-in")
    nobody.send("sign-in", login="bob", password=build.PASSWORD)
    assert looks(nobody) == {"theme": "sepia"}


def test_bob_finds_his_settings_after_signing_out_and_in_again(bob, visit):
    choose(bob, **CHOSEN)
    assert looks(bob) == CHOSEN
    bob.send("sign-out")
    assert looks(bob) == {}
    bob.get("/sign-in")
    bob.send("sign-in", login="bob", password=build.PASSWORD)
    assert looks(bob) == CHOSEN
    elsewhere = visit("bob")
    elsewhere.get("/")
    assert looks(elsewhere) == CHOSEN


def test_his_own_settings_weigh_more_than_those_of_the_guest_before_him(bob, nobody):
    choose(bob, theme="sepia")
    choose(nobody, theme="dark")
    nobody.get("/sign-in")
    nobody.send("sign-in", login="bob", password=build.PASSWORD)
    assert looks(nobody) == {"theme": "sepia"}


def test_who_signs_in_after_bob_at_his_browser_does_not_get_his(bob):
    choose(bob, **CHOSEN)
    bob.get("/sign-in")
    bob.send("sign-in", login="carol", password=build.PASSWORD)
    bob.get("/")
    assert looks(bob) == {}


def test_one_persons_settings_are_nobody_elses(bob, carol):
    choose(bob, **CHOSEN)
    carol.get("/")
    assert looks(carol) == {}


def test_what_is_stored_wrong_does_not_break_a_page(bob, school, session):
    person = session.get_one(User, school.people["bob"].id)
    person.reading_settings = {"theme": "neon", "lines": "on"}
    session.commit()
    bob.get("/")
    assert looks(bob) == {"lines": "on"}


def test_the_settings_come_with_the_person_in_one_statement(bob, count_queries):
    choose(bob, **CHOSEN)
    count_queries.clear()
    bob.client.get("/reading-settings")
    asked = [statement for statement in count_queries if statement.startswith("SELECT")]
    assert len(asked) == 1, asked


# --- where one goes on to, and from where one comes ------------------------------------------


@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org", "/\\example.org", "javascript:1", ""]
)
def test_one_goes_on_to_our_own_pages_only(nobody, target):
    nobody.get("/reading-settings")
    nobody.send(next=target, follow=False, status=303)
    assert nobody.response.headers["Location"] == "/"
    nobody.get(f"/reading-settings?next={target}")
    assert "/" in nobody.links()
    assert not [link for link in nobody.links() if "example.org" in link or ":" in link]


def test_pages_with_a_passage_lead_there_and_back(bob, alice, school, session):
    attempt = build.attempt(session, school)
    session.commit()
    bob.get(f"/attempts/{attempt.id}/finish")
    bob.send("submit")
    pages = {bob: f"/attempts/{attempt.id}/review", alice: "/teach/articles/harbour-lights"}
    for visitor, page in pages.items():
        visitor.get(page)
        link = next(link for link in visitor.links() if link.startswith("/reading-settings"))
        visitor.get(link)
        visitor.send(lines="on")
        assert visitor.path == page
        assert looks(visitor) == {"lines": "on"}


def test_answers_typed_are_saved_on_the_way_to_the_settings(bob, school, session):
    attempt = build.attempt(session, school)
    session.commit()
    page = f"/attempts/{attempt.id}"
    bob.get(page)
    bob.send("answers", then="settings", **{"s2-text": "half a thought"})
    assert bob.path.startswith("/reading-settings")
    bob.send(theme="dark")
    assert bob.path == page
    assert 'value="half a thought"' in bob.text


def test_an_answer_that_cannot_be_saved_keeps_one_on_the_page(bob, school, session):
    attempt = build.attempt(session, school)
    session.commit()
    bob.get(f"/attempts/{attempt.id}")
    bob.send("answers", 422, then="settings", **{"s2-text": "x" * 501})
    assert "too long" in bob.words()


def test_saving_may_stay_on_the_page(bob, school, session):
    attempt = build.attempt(session, school)
    session.commit()
    bob.get(f"/attempts/{attempt.id}")
    bob.send("answers", then="stay", **{"s2-text": "half a thought"})
    assert bob.path == f"/attempts/{attempt.id}"
    assert 'value="half a thought"' in bob.text


def test_enter_saves_and_goes_nowhere(bob, school, session):
    """Browsers press the first button of a form on Enter."""
    attempt = build.attempt(session, school)
    session.commit()
    bob.get(f"/attempts/{attempt.id}")
    answers = bob.by_id("answers")
    own = {id(element) for element in answers.iter()}
    buttons = [b for b in bob.all("button") if b.get("form") == "answers" or id(b) in own]
    assert (buttons[0].get("name"), buttons[0].get("value")) == ("then", "stay")


# --- refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("value", ["neon", "", "\0", "x" * 5000])
def test_a_wrong_value_is_refused_beside_its_field(nobody, name, value):
    choose(nobody, 422, going_to="/sign-in", **{name: value})
    assert any(e.get("aria-invalid") == "true" for e in nobody.all("fieldset"))
    nobody.send(**CHOSEN)
    assert nobody.path == "/sign-in"


def test_a_missing_value_is_refused(bob):
    bob.get("/reading-settings")
    bob.send(status=422, drop=("theme",))


def test_without_token_nothing_is_kept(nobody):
    nobody.post("/reading-settings", CHOSEN, status=400, token=False)
    nobody.get("/")
    assert looks(nobody) == {}
