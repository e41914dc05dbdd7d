"""Two tables: which roles belong to which audience of pages, and who does what in a class.

What a person may touch inside an audience is decided row by row, by the loader that the
route names.
"""

ROLES = ("guest", "student", "teacher", "administrator")

AUDIENCES: dict[str, frozenset[str]] = {
    # Anybody, signed in or not.
    "everyone": frozenset({"nobody", *ROLES}),
    # Whoever takes quizzes; a teacher may study in another teacher's class.
    "students": frozenset(ROLES),
    "teachers": frozenset({"teacher", "administrator"}),
    "administrators": frozenset({"administrator"}),
}

# By a person's place in a class. An administrator has none by office: looking takes a reason.
CLASS_RIGHTS: dict[str, frozenset[str]] = {
    # See roster, attempts, scores and exports.
    "look": frozenset({"teacher", "co_teacher", "reader"}),
    # Decide what an answer earns; in the practice class every teacher does.
    "mark": frozenset({"teacher", "co_teacher"}),
    # Change roster and groups, assign, extend.
    "teach": frozenset({"teacher", "co_teacher"}),
    # Share the class, close it, open it again.
    "own": frozenset({"teacher"}),
}


def is_welcome(role: str | None, audience: str) -> bool:
    """May a person of this role (None: nobody is signed in) open pages for this audience?"""
    return (role or "nobody") in AUDIENCES[audience]
