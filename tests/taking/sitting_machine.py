"""A sitting in any order, through its doors, against a model that shares no line with it.

Two tabs, messages that are held back, lost, doubled and replayed, whole pages sent by hand,
a clock that jumps, a teacher who changes the quiz and grants time, and a sign-in that ends.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.build import NOW
from tests.taking.sitting_doors import WORDS, World, shown_on, words_of
from tests.taking.sitting_model import JUDGED, TYPED, Message, Sitting

SESSION = timedelta(hours=12)
# Whether the key takes what is typed: it is changed in mid-sitting, and takes fishers or not.
RIGHT_JUDGEMENT = {"answer": "not_said"}
POINTS = {1: 10_000_000, TYPED: 20_000_000, JUDGED: 10_000_000, 4: 10_000_000}
RIGHT = {"the guild": {"first", "other"}, "fishers": {"other"}}
TYPING = st.tuples(
    st.just(TYPED), st.sampled_from([*RIGHT, "cafe\u0301 \U0001f41f \u05d0", '"<b>\\', "", "  "])
)
JUDGING = st.tuples(st.just(JUDGED), st.sampled_from(["", *WORDS]))
TAB = st.integers(0, 1)
WHICH = st.integers(0, 20)


class Tab(NamedTuple):
    """What one page knows: by slot the revision, and what was sent and not answered yet."""

    revisions: dict[int, int]
    waiting: dict[int, Message]


class Machine(RuleBasedStateMachine):
    """What is done, and what must be true after each step."""

    world: World

    @initialize(limit=st.sampled_from([None, 10, 30]), key=st.sampled_from(["first", "other"]))
    def begin(self, limit, key):
        world = self.world
        world.reset(NOW, limit, key)
        self.signed_in_at, self.is_signed_out = NOW, False
        place = world.bob.post(f"/assignments/{world.assignment}").headers["Location"]
        self.path, attempt_id = place, int(place.rsplit("/", 1)[1])
        self.sitting = Sitting(attempt_id, world.served(attempt_id), self.now())
        self.sitting.limit, self.key = limit, key
        self.sitting.due = self.sitting.reckon()
        self.tabs = [Tab({TYPED: 0, JUDGED: 0}, {}) for _ in range(2)]
        self.sent, self.held, self.acknowledged = [], [], []

    def now(self):
        return datetime.now(UTC)

    def behind(self):
        return self.world.look_behind(self.sitting.attempt_id)

    # --- the browser -----------------------------------------------------------------

    @rule(tab=TAB, said=TYPING | JUDGING)
    def type(self, tab, said):
        self.save(tab, said, "")

    @rule(tab=TAB, said=TYPING | JUDGING, fate=st.sampled_from(["lost", "held", "twice"]))
    def save(self, tab, said, fate):
        """Send what was typed; what was not answered before is sent again instead."""
        slot, text = said
        waiting, revisions = self.tabs[tab].waiting, self.tabs[tab].revisions
        fields = {"text" if slot == TYPED else "answer": text}
        name = f"operation-{len(self.sent)}"
        message = waiting.pop(slot, None) or Message(name, slot, revisions[slot], fields)
        self.sent.append(message)
        if fate == "held":
            self.held.append(message)
            waiting[slot] = message
            return
        told = self.deliver(message)
        if fate == "twice":
            told = self.deliver(message)
        if fate == "lost":
            waiting[slot] = message
        else:
            revisions[slot] = told.revision

    @rule(tab=TAB, said=TYPING | JUDGING)
    def leave(self, tab, said):
        """Typed while a save was under way, and sent on leaving: a revision ahead."""
        slot, text = said
        base = self.tabs[tab].revisions[slot] + 1
        fields = {"text" if slot == TYPED else "answer": text}
        self.sent.append(Message(f"operation-{len(self.sent)}", slot, base, fields))
        self.deliver(self.sent[-1])

    @precondition(lambda self: self.held)
    @rule(which=WHICH)
    def arrive(self, which):
        self.deliver(self.held.pop(which % len(self.held)))

    @precondition(lambda self: self.sent)
    @rule(which=WHICH)
    def replay(self, which):
        self.deliver(self.sent[-1 - which % len(self.sent)])

    def deliver(self, message):
        """Put a message, signing in again where that is needed; hold the answer to the model."""
        path = f"{self.path}/slots/{message.slot}"
        answer = self.signed_in(lambda: self.world.bob.put(path, self.body(message)))
        told = self.sitting.deliver(message, self.now())
        assert answer.status_code == told.status, answer.text
        heard = answer.get_json()
        blank = {"text": ""} if message.slot == TYPED else {"answer": None}
        assert heard == {
            "rev": told.revision,
            "saved_at": told.saved_at and told.saved_at.isoformat(),
            "value": told.value or blank,
            "seconds_left": self.sitting.seconds_left(self.now()),
        }
        if told.status == 200:
            self.acknowledged.append((message.slot, heard["rev"], message.op, message.value))
        return told

    def body(self, message):
        version = self.sitting.versions[message.slot]
        body = {"op": message.op, "base_rev": message.base, "question_version": version}
        return {**body, "value": message.fields}

    def signed_in(self, ask):
        """Ask, and again after signing in where the session was over: nothing was done then."""
        before = self.behind()
        answer = ask()
        # A form's token is looked at first: its page says that what was typed is still there.
        is_out = answer.status_code == (401 if answer.is_json else 400)
        is_out = is_out or (answer.location or "").startswith("/sign-in")
        if not is_out:
            assert not self.is_signed_out
            return answer
        assert self.is_signed_out or self.now() - self.signed_in_at >= SESSION
        assert self.behind() == before
        self.sign_in_again()
        return ask()

    def sign_in_again(self):
        self.world.bob.sign_in()
        self.signed_in_at, self.is_signed_out = self.now(), False

    @rule(tab=TAB, typed=TYPING, judged=JUDGING, door=st.sampled_from(["slots/2", "answers"]))
    def press(self, tab, typed, judged, door):
        """Send a whole page by hand, drawn when the tab last heard of its slots."""
        page, fields = [], {}
        for (slot, text), name in ((typed, "text"), (judged, "answer")):
            base = self.tabs[tab].revisions[slot]
            page.append(Message(f"form-{slot}-{base}-{text.strip()}", slot, base, {name: text}))
            fields |= {f"s{slot}-revision": base, f"s{slot}-{name}": text}
            fields[f"s{slot}-version"] = self.sitting.versions[slot]
        answer = self.signed_in(lambda: self.world.bob.post(f"{self.path}/{door}", fields))
        if door == "answers":
            self.sitting.look(self.now())
        told = self.sitting.press(page, self.now())
        lost = [one for one in told if one.status != 200]
        assert answer.status_code == max((one.status for one in lost), default=303)
        for one in lost:
            said = "".join((one.value or {}).values()).strip()
            assert WORDS.get(said, said) in words_of(answer.text)

    @rule(tab=TAB)
    def reload(self, tab):
        answer = self.signed_in(lambda: self.world.bob.get(self.path))
        self.sitting.look(self.now())
        if self.sitting.end:
            self.see_receipt(answer)
            return
        if self.sitting.pause:
            assert f"{self.path}/go-on" in answer.text
            return
        shown = shown_on(answer.text)
        for slot, name in ((TYPED, "text"), (JUDGED, "answer")):
            kept = self.sitting.answers[slot]
            newest = kept[-1].value if kept else None
            assert int(shown[slot]["revision"]) == len(kept)
            assert shown[slot].get(name, "") == (newest or {}).get(name, "")
            self.tabs[tab].revisions[slot] = len(kept)

    def see_receipt(self, answer):
        assert answer.headers["Location"] == f"{self.path}/receipt"
        page = self.world.bob.get(f"{self.path}/receipt")
        assert page.status_code == 200
        assert self.sitting.receipt() in page.text

    @rule(door=st.sampled_from(["pause", "go-on"]), which=st.none() | WHICH)
    def rest(self, door, which):
        """Stop reading, or go on; an answer that was under way may arrive after that."""
        answer = self.signed_in(lambda: self.world.bob.post(f"{self.path}/{door}"))
        assert answer.status_code == 303
        self.sitting.look(self.now())
        (self.sitting.stop_clock if door == "pause" else self.sitting.go_on)(self.now())
        if which is not None and self.sent:
            self.replay(which)

    @rule(minutes=st.sampled_from([-20, 20, 600]))
    def rest_a_while(self, minutes):
        self.rest("pause", None)
        self.world.clock.move_to(self.now() + timedelta(minutes=minutes))
        self.rest("go-on", None)

    @precondition(lambda self: len(self.sent) > 3)
    @rule(again=st.booleans())
    def submit(self, again):
        """Hand in; and maybe again, some minutes later."""
        for minutes in (0, 4) if again else (0,):
            self.world.clock.move_to(self.now() + timedelta(minutes=minutes))
            answer = self.signed_in(lambda: self.world.bob.post(f"{self.path}/submit"))
            self.sitting.look(self.now())
            self.sitting.hand_in(self.now())
            self.see_receipt(answer)

    # --- time, the teacher, and others ---------------------------------------------------

    @rule(jump=st.sampled_from([{"minutes": 4}, {"hours": 1}, {"days": 1}]), back=st.booleans())
    def jump(self, jump, back):
        step = timedelta(**jump)
        self.world.clock.move_to(self.now() + (-step if back else step))

    @precondition(lambda self: self.sitting.due)
    @rule(seconds=st.sampled_from([-1, 0, 30, 60, 60.001, 61]), tab=TAB, said=TYPING | JUDGING)
    def wait(self, seconds, tab, said):
        """Type at the last moment, or just after it."""
        self.world.clock.move_to(self.sitting.due + timedelta(seconds=seconds))
        self.save(tab, said, "")

    @rule(
        whose=st.sampled_from(["class", "student"]),
        percent=st.sampled_from([0, 125, 200]),
        minutes=st.sampled_from([0, 7, 120]),
    )
    def grant(self, whose, percent, minutes):
        """At the teacher's page, where no percent is the whole of the limit."""
        self.world.grant(whose, percent, minutes)
        self.sitting.look(self.now())
        self.sitting.grants[whose] = (percent or 100, minutes)
        self.sitting.lengthen()

    @rule(limit=st.sampled_from([None, 5, 60]))
    def set_limit(self, limit):
        """It is for those who begin from now on, and for what is granted from now on."""
        self.world.set_limit(limit)
        self.sitting.limit = limit

    @rule(key=st.sampled_from(["first", "other"]))
    def mend_key(self, key):
        self.world.mend_key(key)

    @rule()
    def end_session(self):
        self.world.end_session()
        self.is_signed_out = True

    @precondition(lambda self: self.sent)
    @rule(which=WHICH)
    def steal(self, which):
        """Somebody else sends what was sent: for them there is no such attempt."""
        message = self.sent[-1 - which % len(self.sent)]
        path = f"{self.path}/slots/{message.slot}"
        assert self.world.carol.put(path, self.body(message)).status_code == 404
        assert self.world.carol.post(f"{self.path}/submit").status_code == 404

    # --- what must be true ---------------------------------------------------------------

    @invariant()
    def all_is_as_it_must_be(self):
        found = self.behind()
        self.the_tables_say_what_the_model_says(found)
        self.what_was_acknowledged_is_there(found)
        self.each_question_is_marked_once_at_the_end(found)

    def the_tables_say_what_the_model_says(self, found):
        sitting = self.sitting
        assert found.attempt.due_at == sitting.due
        assert found.pauses == [sitting.pause] * bool(sitting.pause)
        assert found.attempt.state == ("submitted" if sitting.end else "open")
        ended = (found.attempt.submitted_at, found.attempt.ended_by, found.attempt.answers_sha256)
        assert ended == (sitting.end or (None, None, None))
        assert [(*row[:2], named(row.operation), *row[3:]) for row in found.answers] == [
            (slot, revision, named(kept.op), kept.value, kept.saved_at)
            for slot, answers in sitting.answers.items()
            for revision, kept in enumerate(answers, 1)
        ]
        assert [(named(row.operation), *row[1:]) for row in found.aside] == [
            (named(op), *one) for op, one in sitting.aside.items()
        ]

    def what_was_acknowledged_is_there(self, found):
        """Held against what browsers heard: a fault of the model cannot hide a loss."""
        kept = {(row.slot, row.revision, row.operation): row.value for row in found.answers}
        for *which, value in self.acknowledged:
            assert kept[tuple(which)] == value
        names = [row.operation for row in found.answers]
        assert len(set(names)) == len(names)

    def each_question_is_marked_once_at_the_end(self, found):
        expected = []
        for slot, answers in self.sitting.answers.items() if self.sitting.end else ():
            value = (answers[-1].value if answers else None) or {}
            is_right = self.key in RIGHT.get(value.get("text"), ()) or value == RIGHT_JUDGEMENT
            expected.append((slot, len(answers), is_right * POINTS[slot]))
        assert [(row.slot, row.revision, row.points) for row in found.marks] == expected


def named(op):
    """An operation's name; a form makes its own, which no two changes share."""
    return op if op.startswith("operation-") else "form"
