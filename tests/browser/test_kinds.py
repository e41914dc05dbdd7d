"""Every kind of question in one quiz: by keyboard alone, with scripts off, and through axe."""

import json
from typing import NamedTuple

import pytest
from sqlalchemy import select

from quizapp.core.text import Part
from quizapp.kinds import KINDS
from quizapp.models import QuestionVersion, Response
from quizapp.taking.slots import own_slots, read_content
from tests import build
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.browser.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.database("sqlite")]

PARAGRAPH = "Something for the kind {name} is proved here. And here it is not."
PINNED = {"evidence", "sentences", "paragraphs"}  # what the article gives
HOLDS = "(list, value) => [...list.options].findIndex(option => option.value === value)"


class Sitting(NamedTuple):
    """An attempt, what earns its points by the names of fields, and each question's kind."""

    path: str
    right: dict[str, list[str]]
    kinds: dict[int, str]


def contents():
    """Return questions of every kind as one writes them, each with a proof of its own."""
    for kind in KINDS.values():
        for number, content in enumerate(examples_of(kind), 1):
            written = {name: value for name, value in content.items() if name not in PINNED}
            written["stem"] += f" ({number})"
            if kind.name == "cloze":
                written["free_text"] = True  # its text stands in no article
            if kind.Content.is_asked:
                written["evidence"] = [PARAGRAPH.format(name=kind.name).split(". ")[0]]
            yield {"kind": kind.name, **written}


def examples_of(kind):
    """Return the first example of a kind; of evidence one for each unit that is picked."""
    found = [example.content for example in kind.examples()]
    if kind.name != "evidence":
        return found[:1]
    return {content.get("unit", "sentence"): content for content in reversed(found)}.values()


@pytest.fixture
def sitting(session, school):
    """Bob's attempt at a quiz with every kind."""
    parts = [Part("paragraph", PARAGRAPH.format(name=name)) for name in KINDS]
    build.article(session, "every-kind", parts=parts)
    whole = {"article": "every-kind", "title": "Every kind", "questions": list(contents())}
    school.assignment.quiz_id = build.lamp_set(
        session, json.dumps(whole, ensure_ascii=False)
    ).quiz.id
    attempt = build.attempt(session, school)
    slots = own_slots(session, attempt.student_id, attempt.id)
    right = {}
    for slot in slots:
        right.update(right_fields(slot))
    session.commit()
    kinds = {slot.number: slot.kind for slot in slots if slot.content.is_asked}
    return Sitting(f"/attempts/{attempt.id}", right, kinds)


def right_fields(slot):
    """Return the fields that earn all the points: a list of values by name."""
    kind, content = slot.asked_as, read_content(slot.kind, slot.content_json)
    if not content.is_asked:
        return {}
    response = kind.right_response(content) or {"text": "It paid for every stone."}
    data = kind.answer_form(content, slot.seed).data_for(response)
    return {
        f"s{slot.number}-{name}": value if isinstance(value, list) else [str(value)]
        for name, value in data.items()
    }


def enter(page, keys, name, values):
    """Enter these values into the field, or the boxes, of this name by keyboard."""
    field = page.locator(f"[name='{name}']")
    match field.first.evaluate("field => field.type"):
        case "radio":
            keys.choose(field.and_(page.locator(f"[value='{values[0]}']")))
        case "checkbox":
            for value in values:
                keys.tick(field.and_(page.locator(f"[value='{value}']")))
        case "select-one":
            keys.reach(field)
            for _ in range(field.evaluate(HOLDS, values[0])):
                keys.press("ArrowDown")
        case "hidden":
            pass  # where a script picked something, which one can do without
        case _:
            keys.type(field, values[0])


def put_in_order(page, keys, places):
    """Move the row of each field to its place, the first place first."""
    for name, (place,) in sorted(places.items(), key=lambda entry: int(entry[1][0])):
        field = page.locator(f"[name='{name}']")
        row = page.locator(".order li").filter(has=field)
        for _ in places:
            if row.evaluate("row => [...row.parentNode.children].indexOf(row)") < int(place):
                break
            keys.enter(row.get_by_role("button", name="Move up"))
        expect(field).to_have_value(place)


def answer_all(page, sitting, *, moves_rows):
    """Answer every question rightly by keyboard."""
    keys = Keys(page)
    for number, kind in sitting.kinds.items():
        mine = {k: v for k, v in sitting.right.items() if k.startswith(f"s{number}-")}
        if kind == "ordering" and moves_rows:
            put_in_order(page, keys, mine)
            continue
        for name, values in mine.items():
            enter(page, keys, name, values)
    return keys


def hand_in(page, keys):
    """Go from the questions to the review by keyboard."""
    keys.enter(page.get_by_role("button", name="Check and hand in"))
    expect(page.get_by_text("answered and saved.")).to_be_visible()
    keys.enter(page.get_by_role("button", name="Hand in", exact=True))
    keys.enter(page.get_by_role("link", name="See how it went"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Review")


@pytest.mark.parametrize("javascript", [True, False])
def test_each_kind_is_answered_by_keyboard_and_read_back(browse, site, sitting, javascript):
    page = browse(login="bob", javascript=javascript).open(sitting.path)
    keys = answer_all(page, sitting, moves_rows=javascript)
    if javascript:
        for number in sitting.kinds:
            expect(page.locator(f"#q{number} .saved")).to_contain_text("Saved")
        assert {row.slot for row in site.look(select(Response))} == set(sitting.kinds)
        expect(page.locator(".map a:not(.done)")).to_have_count(0)
    hand_in(page, keys)
    said = [words.strip() for words in page.locator(".head .verdict").all_inner_texts()]
    waits = {"written": "Waiting for your teacher"}
    assert said == [waits.get(kind, "Right") for kind in sitting.kinds.values()]


@pytest.mark.long
def test_every_kind_with_faults_and_reviewed_has_no_violation(browse, sitting):
    window = browse(login="bob")
    window.allow("status of 422")
    page = window.open(sitting.path)
    for field in page.locator("#answers :is(input[type=text], textarea)").all():
        field.fill("x" * 20_001)
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.locator("#q4 .error")).to_contain_text("too long")
    assert faults(page) == []
    page = window.open(sitting.path)
    # What the server refused is not lost either.
    expect(page.locator("#page-status")).to_contain_text("is not saved")
    for field in page.locator("#answers :is(input[type=text], textarea)").all():
        expect(field).to_have_value("x" * 20_001)
        field.fill("")
    page.get_by_role("button", name="Check and hand in").click()
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_role("link", name="See how it went").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review")
    assert faults(page) == []


@pytest.mark.long
def test_what_a_teacher_sees_of_every_kind_has_no_violation(browse, site, sitting):
    """The page on which each is corrected, open at what it hides at first, and the paper."""
    window, found = browse(login="alice"), []
    questions = {row.kind: row.question_id for row in site.look(select(QuestionVersion))}
    assert set(questions) == set(KINDS)
    paths = [f"/teach/questions/{number}/edit" for number in questions.values()]
    for path in [*paths, "/teach/articles/every-kind/paper"]:
        page = window.open(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found.extend(f"{path}: {fault}" for fault in faults(page))
    assert found == []


def test_the_page_with_every_kind_has_no_violation(browse, sitting):
    assert faults(browse(login="bob").open(sitting.path)) == []
