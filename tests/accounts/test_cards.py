"""Sign-in cards: words that are kind and hard to guess, one card a student, used once."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from quizapp.accounts import cards
from quizapp.audit.actions import Deed, record
from quizapp.classes.actions import join
from quizapp.models import AuditEvent, SignInCard
from tests.build import NOW
from tests.core.strategies import steady

# Written alike or heard alike; and what no child should read about themselves.
HOMOPHONES = """ate eight bare bear blew blue bee be berry bury bread bred brake break cell sell
creek creak dear deer dew due fair fare fir fur flour flower four for great grate hair hare here
hear hole whole jam jamb key quay knight night knot not lesson lessen mail male maize maze meat
meet moose mousse oar or one won pair pear pause paws peace piece plain plane plum plumb rain
reign road rode rose rows root route sail sale scene seen sea see seam seem sew so son sun stair
stare steal steel story storey sweet suite tail tale tea tee their there thyme time toad towed
two to vale veil wait weight wave waive way weigh weak week weather whether whale wail wood would
write right""".split()


@pytest.fixture(scope="module")
def words_hash():
    return cards.hash_words("lamp maple otter tunnel")


def card(session, student, words_hash, maker, now=NOW):
    return cards.give_card(session, student, cards.NewCard(words_hash, maker.id), now)


def test_the_list_is_long_and_every_word_is_short_plain_and_its_own():
    words = cards.all_words()
    assert len(words) == len(set(words)) >= 1024
    assert all(word.isascii() and word.islower() and word.isalpha() for word in words)
    assert all(3 <= len(word) <= 8 for word in words)
    assert list(words) == sorted(words)
    assert [word for word in words if f"{word}s" in words] == []


def test_no_word_sounds_like_another_one():
    assert set(HOMOPHONES) & set(cards.all_words()) == set()


def test_four_words_are_drawn_and_never_the_same_twice():
    drawn = {cards.new_words() for _ in range(200)}
    assert len(drawn) == 200
    assert all(len(words.split()) == 4 for words in drawn)
    assert {word for words in drawn for word in words.split()} <= set(cards.all_words())


@pytest.mark.parametrize(
    "typed",
    [
        "lamp maple otter tunnel",
        " Lamp  Maple\tOtter Tunnel ",
        "LAMP-MAPLE-OTTER-TUNNEL",
        "lampmapleottertunnel",
        "lamp, maple, otter, tunnel.",
        "lamp\u2013maple\u00a0otter tunnel",
    ],
)
def test_words_are_right_whatever_case_blanks_and_hyphens(words_hash, typed):
    assert cards.are_right(words_hash, typed)


@pytest.mark.parametrize("typed", ["lamp maple otter", "maple lamp otter tunnel", "", "\0", "1"])
def test_other_words_are_wrong(words_hash, typed):
    assert not cards.are_right(words_hash, typed)


def test_without_a_card_no_words_are_right():
    assert not cards.are_right(None, "lamp maple otter tunnel")


@steady
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_words_are_compared_by_their_letters_alone(typed):
    plain = cards.plain_words(typed)
    assert not plain or plain.isalpha()
    assert cards.plain_words(f"- {typed} .") == plain


def test_a_card_is_found_until_it_expires_and_printing_it_is_written_down(
    session, school, words_hash
):
    bob, alice = school.people["bob"], school.people["alice"]
    assert cards.find_card(session, bob, NOW) is None
    made = card(session, bob, words_hash, alice)
    assert cards.find_card(session, bob, NOW) is made
    last = NOW + timedelta(days=cards.CARD_DAYS)
    assert cards.find_card(session, bob, last - timedelta(seconds=1)) is made
    assert cards.find_card(session, bob, last) is None
    event = session.scalars(select(AuditEvent)).one()
    assert (event.action, event.actor_id, event.person_id) == ("card_printed", alice.id, bob.id)
    assert event.details == {}


def test_a_card_is_spent_once(session, school, words_hash):
    bob = school.people["bob"]
    card(session, bob, words_hash, school.people["alice"])
    assert cards.use_card(session, bob, words_hash, NOW)
    assert not cards.use_card(session, bob, words_hash, NOW)
    assert cards.find_card(session, bob, NOW) is None


def test_a_new_card_voids_the_old_one(session, school, words_hash):
    bob, alice = school.people["bob"], school.people["alice"]
    card(session, bob, "the old hash", alice)
    card(session, bob, words_hash, alice)
    assert session.scalars(select(SignInCard.words_hash)).all() == [words_hash]
    assert not cards.use_card(session, bob, "the old hash", NOW)
    assert cards.find_card(session, bob, NOW) is not None


def test_an_expired_card_is_not_spent(session, school, words_hash):
    bob = school.people["bob"]
    card(session, bob, words_hash, school.people["alice"])
    assert not cards.use_card(session, bob, words_hash, NOW + timedelta(days=7))


def test_nobody_has_no_card(session, school):
    assert cards.find_card(session, None, NOW) is None


def become_teacher(session, school, bob):
    bob.role = "teacher"


def become_administrator(session, school, bob):
    bob.role = "administrator"


def get_an_address(session, school, bob):
    bob.email = "bob@school.example"


def get_disabled(session, school, bob):
    bob.disabled_at = NOW


def read_along_elsewhere(session, school, bob):
    join(session, school.practice.class_id, bob, "reader", NOW)


def have_taught_and_left(session, school, bob):
    join(session, school.practice.class_id, bob, "co_teacher", NOW).state = "left"


def have_had_another_role(session, school, bob):
    record(session, Deed(None, "role_changed", "user", bob.id, bob.id), NOW)


@pytest.mark.parametrize(
    "happens",
    [
        become_teacher,
        become_administrator,
        get_an_address,
        get_disabled,
        read_along_elsewhere,
        have_taught_and_left,
        have_had_another_role,
    ],
)
def test_a_card_never_opens_what_is_or_was_a_teachers_account(session, school, words_hash, happens):
    bob = school.people["bob"]
    card(session, bob, words_hash, school.people["alice"])
    happens(session, school, bob)
    session.flush()
    assert cards.find_card(session, bob, NOW) is None
    assert not cards.use_card(session, bob, words_hash, NOW)
