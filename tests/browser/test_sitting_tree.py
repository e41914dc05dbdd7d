"""A whole sitting as a screen reader tells it: roles, names and states in their order."""

import pytest

from tests.browser.chromium import expect
from tests.browser.sitting_walk import Listener, set_terms

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite")]

HOME = """
- heading "Home" [level=1]
- region "Next":
  - heading "Next" [level=2]
  - paragraph: /Your class was given Harbour lights, until/
  - paragraph:
    - link "Begin with Harbour lights"
"""
COVER = """
- heading "Harbour lights" [level=1]
- region "Before you read"
- region "How it goes":
  - heading "How it goes" [level=2]
  - list:
    - listitem: /You have 35 minutes once you begin/
    - listitem: /Begin before/
    - listitem: You may do it 2 times.
    - listitem: "Counted in for you: 5 minutes more. A broken arm."
- paragraph:
  - button "Start reading"
  - link "Not now"
- paragraph:
  - link "I would rather not read this"
"""
READING = """
- heading "Harbour lights" [level=1]
- tablist "This page":
  - tab "Passage" [selected]
  - tab "Questions"
- paragraph:
  - text: /3\\d min left, until/
  - button "Hide the time"
- status
- status: Answers save themselves
- button "Aa Text"
- tabpanel "Passage":
  - article:
    - heading "Harbour lights" [level=2]
    - paragraph: /The keeper lit both lamps every night/
    - heading "Who paid" [level=3]
    - paragraph: /In the end the guild paid/
"""
ASKED = """
- heading "Harbour lights" [level=1]
- tablist "This page":
  - tab "Passage"
  - tab "Questions" [selected]
- tabpanel "Questions":
  - heading "Questions" [level=2]
  - navigation "Questions, answered or not":
    - link "1 answered"
    - link "2 answered"
    - link "3 flagged, blank"
    - link "4 answered"
  - group "Question 1":
    - heading "Question 1" [level=3]
    - group "Why was the second lamp built?":
      - radio "A The first could not be seen in fog" [checked]
      - radio "B The harbour had grown struck out"
      - radio "C The guild wanted two"
    - paragraph:
      - button "Flag for later"
      - group "Strike out":
        - button "A"
        - button "B" [pressed]
        - button "C"
  - group "Question 2":
    - heading "Question 2" [level=3]
    - textbox "Who paid for it?": the guild
  - group "Question 3":
    - heading "Question 3" [level=3]
    - group "The harbour master agreed.":
      - radio "True"
      - radio "False"
      - radio "The passage does not say"
    - paragraph:
      - button "Flag for later" [pressed]
  - group "Question 4":
    - heading "Question 4" [level=3]
    - group "Which sentence shows that the keeper never missed a night?":
      - button "Pick in the passage"
      - group "Sentences of the passage":
        - checkbox "The keeper lit both lamps every night." [checked]
        - checkbox "In fog the first lamp was a smudge."
  - paragraph:
    - button "Check and hand in"
"""
FINISH = """
- heading "Finish" [level=1]
- paragraph: "1 of 4 questions is blank. Go to one:"
- list:
  - listitem:
    - link "Question 3"
- paragraph:
  - button "Hand in"
  - link "Back to the questions"
"""
RECEIPT = """
- heading "Handed in" [level=1]
- paragraph: /Thank you, Bob/
- paragraph:
  - link "See how it went"
- region "Receipt":
  - heading "Receipt" [level=2]
  - list:
    - listitem: Why was the second lamp built? The first could not be seen in fog
    - listitem: Who paid for it? the guild
    - listitem: The harbour master agreed. blank
"""
REVIEW = """
- heading "Review" [level=1]
- tablist "This page":
  - tab "Answers" [selected]
  - tab "Passage"
- paragraph: 4 of 5 points
- tabpanel "Answers":
  - navigation "Questions and how they went":
    - link "1 Right"
    - link "2 Right"
    - link "3 Blank"
    - link "4 Right"
  - group "Question 1":
    - heading "Question 1 Right" [level=3]
    - text: 1 of 1
    - list "Where the text says so":
      - listitem:
        - link "lines 1–2"
  - group "Question 3":
    - heading "Question 3 Blank" [level=3]
    - term: Your answer
    - definition: blank
"""


def tells(page, tree):
    """See what the main part of a page tells, in this order."""
    expect(page.get_by_role("main")).to_match_aria_snapshot(tree)


def answer(page, listener):
    """Answer three of four, hearing what is said of each."""
    page.get_by_role("tab", name="Questions").click()
    page.get_by_role("textbox", name="Who paid for it?").fill("the guild")
    listener.hears("^Saved ")
    page.get_by_role("radio", name="A The first could not be seen").check()
    page.get_by_role("group", name="Question 1").get_by_role("button", name="B").click()
    page.get_by_role("group", name="Question 3").get_by_role("button", name="Flag").click()
    page.get_by_role("button", name="Pick in the passage").click()
    listener.hears("^Choose in the text. Arrow keys move, Space picks, Escape ends.$")
    page.get_by_role("checkbox", name="The keeper lit", exact=False).press("Space")
    listener.hears("^Sentence 1 of 6, picked$")
    page.keyboard.press("Escape")


def test_as_a_screen_reader_tells_it(browse, session, school):
    set_terms(session, school)
    window = browse(login="bob", width=360)
    listener, page = Listener(window), window.open("/home")
    for press, tree in (
        (None, HOME),
        ("Begin with Harbour lights", COVER),
        ("Start reading", READING),
    ):
        if press:
            page.get_by_role("link", name=press).or_(page.get_by_role("button", name=press)).click()
        tells(page, tree)
        listener.check()
    answer(page, listener)
    for press, tree in (
        (None, ASKED),
        ("Check and hand in", FINISH),
        ("Hand in", RECEIPT),
        ("See how it went", REVIEW),
    ):
        if press:
            found = page.get_by_role("link", name=press, exact=True)
            found.or_(page.get_by_role("button", name=press, exact=True)).click()
        tells(page, tree)
        listener.check()


@pytest.mark.parametrize("fault", ["<button></button>", "<h3>Too deep</h3>", "<h1>Another</h1>"])
def test_what_is_nameless_or_out_of_order_is_found(browse, school, fault):
    """The control of the test above."""
    window = browse()
    listener, page = Listener(window), window.open("/sign-in")
    listener.check()
    page.evaluate(
        """fault => {
        const holder = document.createElement("div");
        const [, tag, words] = fault.match(/<(\\w+)>(.*?)</);
        holder.append(Object.assign(document.createElement(tag), { textContent: words }));
        document.querySelector("main").append(holder);
    }""",
        fault,
    )
    with pytest.raises(AssertionError):
        listener.check()
