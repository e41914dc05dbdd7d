"""Why some removals that no test notices are as they should be, by the name of the mutant."""

_GIVEN = "quizapp/taking/assignment_views.py start: POST /assignments/<int:assignment_id>"

EXPLAINED: dict[str, str] = {
    f"{_GIVEN}: whoever asks": (
        "who begins is looked at again while beginning, since they may be taken out of the class "
        "meanwhile, and is told the same 404"
    ),
}
