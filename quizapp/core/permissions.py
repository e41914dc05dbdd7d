"""One table: which roles belong to which audience of pages.

What a person may touch inside an audience is decided row by row, by the loader that the
route names.
"""

ROLES = ("guest", "student", "teacher", "administrator")

AUDIENCES: dict[str, frozenset[str]] = {
    # Anybody, signed in or not.
    "everyone": frozenset({"nobody", *ROLES}),
    # Whoever takes quizzes; a teacher may study in another teacher's class.
    "students": frozenset(ROLES),
    "teachers": frozenset({"teacher"}),
    "administrators": frozenset({"administrator"}),
}


def is_welcome(role: str | None, audience: str) -> bool:
    """May a person of this role (None: nobody is signed in) open pages for this audience?"""
    return (role or "nobody") in AUDIENCES[audience]
