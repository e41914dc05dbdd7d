"""What judging gives back, whatever rule decides."""

from quizapp.core.matching import Asked, judge

WHO = Asked("Who paid for it?", ("the fishing guild", "2.5 guilds"))


def test_the_key_in_other_letters_is_accepted():
    judged = judge("A FISHING guild.", WHO)
    assert (judged.verdict, judged.p, judged.rule, judged.key) == ("accept", 1.0, "same", 0)
    assert judged.reason == "the same words"
    assert judge("2.5 guilds", WHO).key == 1


def test_nothing_is_rejected():
    judged = judge(" ?! ", WHO)
    assert (judged.verdict, judged.p, judged.rule, judged.key) == ("reject", 0.0, "blank", None)


def test_what_no_rule_knows_goes_to_a_teacher():
    judged = judge("the mayor's eldest niece", WHO)
    assert (judged.verdict, judged.rule, judged.key) == ("review", "unsure", None)
