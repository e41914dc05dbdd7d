"""Runs, their undoing and teachers' marks in any order, against a model of a few lines."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from quizapp import db
from quizapp.classes.actions import join
from quizapp.marking.answers import find_handed_in
from quizapp.marking.by_hand import take_back
from quizapp.marking.runs import Order, carry_out, fingerprint, plan, undo
from tests import build
from tests.build import LAMP_SET, NOW
from tests.marking import sat

ANSWERS = {"bob": "fishers", "carol": "the guild", "erin": "anglers"}
KEYS = [("the guild",), ("the guild", "fishers"), ("the guild", "anglers", "fishers"), ("nobody",)]
WHO = st.sampled_from(sorted(ANSWERS))
OUT_OF = 20_000_000


def lamps(accept):
    listed = "".join(f"      - {one}\n" for one in accept)
    return LAMP_SET.replace("      - the guild\n      - ACCEPT-CANARY company\n", listed)


class Marking(RuleBasedStateMachine):
    """What counts for each student, in the tables and by the model."""

    engine = None

    def __init__(self):
        super().__init__()
        self.session = db.open_session(self.engine, writes=True)
        self.school = build.school(self.session)
        build.lamp_set(self.session, lamps(KEYS[0]))
        people, class_ = self.school.people, self.school.class_
        people["erin"] = build.person(self.session, "Erin", "student")
        join(self.session, class_.id, people["erin"], "student", NOW)
        self.attempts = {
            name: sat.sit(self.session, self.school, name, text) for name, text in ANSWERS.items()
        }
        self.key = KEYS[0]
        # The marks of each in order: points, whether by hand, and by which run.
        self.model = {name: [(self.by_key(name), False, None)] for name in ANSWERS}
        self.runs = []

    def teardown(self):
        self.session.rollback()
        self.session.close()

    def by_key(self, name):
        return OUT_OF * (ANSWERS[name] in self.key)

    def counts(self, name):
        undone = [run.id for run in self.runs if run.undone_at]
        return next(mark for mark in reversed(self.model[name]) if mark[2] not in undone)

    def order(self, **more):
        return Order(self.school.people["alice"].id, "a slip", **more)

    @rule(key=st.sampled_from(KEYS))
    def mend(self, key):
        build.lamp_set(self.session, lamps(key))
        self.key = key

    @rule(name=WHO, points=st.sampled_from([0, 5_000_000, OUT_OF]))
    def mark_by_hand(self, name, points):
        sat.by_hand(self.session, self.school, self.attempts[name], points)
        self.model[name].append((points, True, None))

    @rule(ticked=st.sets(WHO))
    def run(self, ticked):
        before = sat.counting(self.session)
        seen = fingerprint(plan(self.session, self.school.assignment, None))
        assert sat.counting(self.session) == before
        marks = {sat.standing(self.session, self.attempts[name]).id for name in ticked}
        order = self.order(overrule=frozenset(marks), seen=seen)
        done = carry_out(self.session, self.school.assignment, None, order, NOW)
        self.runs.append(done)
        for name in ANSWERS:
            points, is_by_hand, _ = self.counts(name)
            if points != self.by_key(name) and (not is_by_hand or name in ticked):
                self.model[name].append((self.by_key(name), False, done.id))
        self.is_undone_as_it_was(done, before)

    def is_undone_as_it_was(self, run, before):
        point = self.session.begin_nested()
        undo(self.session, run, self.order().by, NOW)
        assert sat.counting(self.session) == before
        point.rollback()

    @rule()
    def run_again(self):
        carry_out(self.session, self.school.assignment, None, self.order(), NOW)
        before = sat.counting(self.session)
        again = carry_out(self.session, self.school.assignment, None, self.order(), NOW)
        assert again.changed == 0
        assert sat.counting(self.session) == before
        for run in (again.id - 1, again.id):
            self.runs.append(self.session.get_one(type(again), run))
        first = self.runs[-2]
        for name in ANSWERS:
            points, is_by_hand, _ = self.counts(name)
            if points != self.by_key(name) and not is_by_hand:
                self.model[name].append((self.by_key(name), False, first.id))

    @rule(data=st.data())
    def take_back(self, data):
        if self.runs:
            run = data.draw(st.sampled_from(self.runs))
            undo(self.session, run, self.order().by, NOW)

    @rule(name=WHO)
    def take_back_by_hand(self, name):
        attempt, alice = self.attempts[name], self.school.people["alice"].id
        mark, before = sat.standing(self.session, attempt), self.counts(name)
        answer = find_handed_in(self.session, attempt.id, sat.PAYER)
        assert take_back(self.session, answer, alice, mark.id, NOW) == before[1]
        if before[1]:
            where = max(at for at, one in enumerate(self.model[name]) if one is before)
            del self.model[name][where]

    @invariant()
    def what_counts_is_as_the_model_says(self):
        found = {
            name: sat.points(self.session, attempt)[0] for name, attempt in self.attempts.items()
        }
        assert found == {name: self.counts(name)[0] for name in ANSWERS}


@pytest.mark.parametrize("examples", [6, pytest.param(80, marks=pytest.mark.long)])
def test_whatever_is_done_in_whatever_order(engine, examples):
    class Here(Marking):
        pass

    Here.engine = engine
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
