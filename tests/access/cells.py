"""Who gets in where: every route, and by whose things its address names.

A route with no id has the one cell "". Whoever is not named in a cell is turned away; nobody
is turned away differently because a thing is not theirs than because it is not there.
"""

from tests.access.world import PRINCIPALS

EVERYBODY = " ".join(PRINCIPALS)
# A session that has ended and one whose owner is disabled are nobody's.
SIGNED_IN = "robin bob carol mallory alice colin rita dave ada"
TEACHERS = "alice colin rita dave ada"
STAFF_OF_7B = "alice colin rita"

OWN_ATTEMPT = {"bob's": "bob", "carol's": "carol", "mallory's": "mallory", "robin's": "robin"}
# Every teacher may look at what guests did for practice.
# Whoever was asked about a text.
STUDENTS_OF_LAMPS = "bob carol mallory robin"
LOOKED_AT = {
    **dict.fromkeys(("bob's", "carol's", "dora's"), STAFF_OF_7B),
    "mallory's": "dave",
    "robin's": TEACHERS,
}
SCORES = {"7b's": STAFF_OF_7B, "elsewhere's": "dave", "practice": TEACHERS}

# Those who teach a student, not those who only look.
TAUGHT_STUDENTS = {**dict.fromkeys(("bob", "carol", "dora"), "alice colin"), "mallory": "dave"}
# Who teaches a class changes what is in it; who owns it puts it away.
TAUGHT = {"7b": "alice colin", "elsewhere": "dave"}
GIVEN = {"7b's": "bob carol", "elsewhere's": "mallory"}
MARKED = {"7b's": "alice colin", "elsewhere's": "dave", "practice": TEACHERS}
TAUGHT_TERMS = {"7b's": "alice colin", "elsewhere's": "dave"}
# Not the question that nobody was asked there.
ASKED = {f"{whose}, payer": who for whose, who in MARKED.items()}
MARKED_ATTEMPT = {
    **dict.fromkeys(("bob's", "carol's", "dora's"), "alice colin"),
    "mallory's": "dave",
    "robin's": TEACHERS,
}
GROUP = {"7b, bob's": "alice colin"}
OWNED = {"7b": "alice", "elsewhere": "dave"}
STUDENT = {
    **dict.fromkeys(("7b, bob", "7b, carol", "7b, dora"), "alice colin"),
    "elsewhere, mallory": "dave",
}

# Whoever runs the site changes everybody who signs in, and looks after guests' data too.
ACCOUNTS = dict.fromkeys("bob carol mallory alice dave colin rita ada dora".split(), "ada")
PEOPLE = {**ACCOUNTS, "robin": "ada"}
EVERY_CLASS = {"7b": "ada", "elsewhere": "ada"}
ROSTER = {"7b": "alice colin", "elsewhere": "dave"}

CELLS: dict[str, dict[str, str]] = {
    "GET /static/<path:filename>": {"": EVERYBODY},
    # --- for everybody
    "GET /": {"": EVERYBODY},
    "GET /practice/<int:assignment_id>": {"practice": EVERYBODY},
    "POST /practice/<int:assignment_id>": {"practice": EVERYBODY},
    "GET /sign-in": {"": EVERYBODY},
    "POST /sign-in": {"": EVERYBODY},
    "GET /session": {"": EVERYBODY},
    "POST /sign-out": {"": EVERYBODY},
    "GET /first-teacher/<token>": {"link": EVERYBODY},
    "POST /first-teacher/<token>": {"link": EVERYBODY},
    "GET /reading-settings": {"": EVERYBODY},
    "POST /reading-settings": {"": EVERYBODY},
    "GET /shortcuts": {"": EVERYBODY},
    "GET /forgotten": {"": EVERYBODY},
    "POST /forgotten": {"": EVERYBODY},
    "GET /new-password/<token>": {"alice's": EVERYBODY},
    "POST /new-password/<token>": {"alice's": EVERYBODY},
    # --- only for whoever signed in by a card, and is none of these
    "GET /choose-password": {"": ""},
    "POST /choose-password": {"": ""},
    # --- one's own account; a guest has no password
    "GET /profile": {"": SIGNED_IN},
    "POST /profile": {"": SIGNED_IN},
    "POST /profile/password": {"": SIGNED_IN.replace("robin ", "")},
    "POST /profile/sessions/<key>/end": {"bob's": "bob", "carol's": "carol", "alice's": "alice"},
    "POST /profile/sessions/end-others": {"": SIGNED_IN},
    # --- a student's own
    "GET /attempts/<int:attempt_id>/time": OWN_ATTEMPT,
    "GET /attempts/<int:attempt_id>": OWN_ATTEMPT,
    "PUT /attempts/<int:attempt_id>/slots/<int:slot>": OWN_ATTEMPT,
    "POST /attempts/<int:attempt_id>/slots/<int:slot>": OWN_ATTEMPT,
    "POST /attempts/<int:attempt_id>/slots/<int:slot>/hint": OWN_ATTEMPT,
    "POST /attempts/<int:attempt_id>/slots/<int:slot>/check": OWN_ATTEMPT,
    "PUT /attempts/<int:attempt_id>/slots/<int:slot>/state": OWN_ATTEMPT,
    "GET /attempts/<int:attempt_id>/pause": OWN_ATTEMPT,
    "POST /attempts/<int:attempt_id>/pause": OWN_ATTEMPT,
    "POST /attempts/<int:attempt_id>/go-on": OWN_ATTEMPT,
    "POST /attempts/<int:attempt_id>/answers": OWN_ATTEMPT,
    "GET /attempts/<int:attempt_id>/finish": OWN_ATTEMPT,
    "POST /attempts/<int:attempt_id>/submit": OWN_ATTEMPT,
    "GET /attempts/<int:attempt_id>/slots/<int:slot>/challenge": OWN_ATTEMPT,
    "POST /attempts/<int:attempt_id>/slots/<int:slot>/challenge": OWN_ATTEMPT,
    "GET /attempts/<int:attempt_id>/receipt": OWN_ATTEMPT,
    "GET /attempts/<int:attempt_id>/review": OWN_ATTEMPT,
    # --- what is kept of oneself
    "GET /profile/data": {"": SIGNED_IN},
    "POST /profile/data": {"": SIGNED_IN},
    "POST /profile/data/erasure": {"": SIGNED_IN},
    "POST /profile/data/erasure/withdraw": {"": SIGNED_IN},
    "GET /home": {"": SIGNED_IN},
    "GET /assignments/<int:assignment_id>": GIVEN,
    "POST /assignments/<int:assignment_id>": GIVEN,
    "GET /assignments/<int:assignment_id>/pause": GIVEN,
    "POST /assignments/<int:assignment_id>/pause": GIVEN,
    # --- one's own notes, and nobody else's
    "GET /notes": {"": SIGNED_IN},
    "GET /notes/download": {"": SIGNED_IN},
    "GET /notes/<int:note_id>": {"bob's": "bob"},
    "POST /notes/<int:note_id>": {"bob's": "bob"},
    "GET /texts/<int:version_id>/notes": {"lamps": STUDENTS_OF_LAMPS},
    "POST /texts/<int:version_id>/notes": {"lamps": STUDENTS_OF_LAMPS},
    "PUT /texts/<int:version_id>/notes": {"lamps": STUDENTS_OF_LAMPS},
    "GET /join": {"": SIGNED_IN},
    "POST /join": {"": SIGNED_IN},
    "GET /join/<token>": {"7b's": SIGNED_IN},
    "POST /join/<token>": {"7b's": SIGNED_IN},
    "POST /classes/<int:class_id>/leave": {"7b": "bob carol", "elsewhere": "mallory"},
    # --- whoever runs the site
    "GET /admin": {"": "ada"},
    "GET /admin/people": {"": "ada"},
    "GET /admin/people/<int:user_id>": ACCOUNTS,
    "POST /admin/people/<int:user_id>/role": ACCOUNTS,
    "POST /admin/people/<int:user_id>/disable": ACCOUNTS,
    "POST /admin/people/<int:user_id>/enable": ACCOUNTS,
    "GET /admin/people/<int:user_id>/data": PEOPLE,
    "POST /admin/people/<int:user_id>/data": PEOPLE,
    "POST /admin/people/<int:user_id>/erase": PEOPLE,
    "GET /admin/asked-to-be-forgotten": {"": "ada"},
    "GET /admin/log": {"": "ada"},
    "POST /admin/log": {"": "ada"},
    "GET /admin/classes": {"": "ada"},
    "GET /admin/classes/<int:class_id>": EVERY_CLASS,
    "POST /admin/classes/<int:class_id>": EVERY_CLASS,
    "POST /admin/stop-looking": {"": "ada"},
    # --- a teacher's
    "GET /teach": {"": TEACHERS},
    "GET /teach/classes/new": {"": TEACHERS},
    "POST /teach/classes/new": {"": TEACHERS},
    "GET /teach/classes/<int:class_id>": {"7b": STAFF_OF_7B, "elsewhere": "dave"},
    "GET /teach/classes/<int:class_id>/settings": TAUGHT,
    "POST /teach/classes/<int:class_id>/settings": TAUGHT,
    "POST /teach/classes/<int:class_id>/close": OWNED,
    "POST /teach/classes/<int:class_id>/reopen": OWNED,
    "POST /teach/classes/<int:class_id>/join-code": TAUGHT,
    "POST /teach/classes/<int:class_id>/join-code/end": TAUGHT,
    "GET /teach/classes/<int:class_id>/join-sheet": {"7b": "alice colin"},
    "GET /teach/classes/<int:class_id>/join-code.svg": {"7b": "alice colin"},
    "GET /teach/classes/<int:class_id>/sharing": OWNED,
    "POST /teach/classes/<int:class_id>/sharing": OWNED,
    "POST /teach/classes/<int:class_id>/sharing/<int:user_id>/end": {
        "7b, colin": "alice",
        "7b, rita": "alice",
    },
    "GET /teach/classes/<int:class_id>/groups": TAUGHT,
    "POST /teach/classes/<int:class_id>/groups": TAUGHT,
    "GET /teach/classes/<int:class_id>/groups/<int:group_id>": GROUP,
    "POST /teach/classes/<int:class_id>/groups/<int:group_id>": GROUP,
    "GET /teach/classes/<int:class_id>/students/<int:user_id>": STUDENT,
    "POST /teach/classes/<int:class_id>/students/<int:user_id>": STUDENT,
    "POST /teach/classes/<int:class_id>/students/<int:user_id>/in": STUDENT,
    "POST /teach/classes/<int:class_id>/students/<int:user_id>/out": STUDENT,
    "GET /teach/classes/<int:class_id>/give": TAUGHT,
    "POST /teach/classes/<int:class_id>/give": TAUGHT,
    "GET /teach/articles": {"": TEACHERS},
    "GET /teach/articles/<slug>": {"lamps": TEACHERS},
    "GET /teach/articles/<slug>/paper": {"lamps": TEACHERS},
    "GET /teach/articles/<slug>/words": {"lamps": TEACHERS},
    "POST /teach/articles/<slug>/words": {"lamps": TEACHERS},
    "GET /teach/articles/<slug>/words/<int:entry_id>": {"lamps's guild, lamps": TEACHERS},
    "POST /teach/articles/<slug>/words/<int:entry_id>": {"lamps's guild, lamps": TEACHERS},
    "POST /teach/articles/<slug>/words/remove": {"lamps": TEACHERS},
    "GET /teach/questions/<int:question_id>/edit": {"payer": TEACHERS},
    "POST /teach/questions/<int:question_id>/edit": {"payer": TEACHERS},
    "GET /teach/assignments/<int:assignment_id>": SCORES,
    "GET /teach/assignments/<int:assignment_id>/scores": SCORES,
    "GET /teach/assignments/<int:assignment_id>/terms": TAUGHT_TERMS,
    "POST /teach/assignments/<int:assignment_id>/terms": TAUGHT_TERMS,
    "GET /teach/assignments/<int:assignment_id>/time": TAUGHT_TERMS,
    "POST /teach/assignments/<int:assignment_id>/time": TAUGHT_TERMS,
    "GET /teach/attempts/<int:attempt_id>": LOOKED_AT,
    "POST /teach/attempts/<int:attempt_id>/go-on": {
        **dict.fromkeys(("bob's", "carol's", "dora's"), "alice colin"),
        "mallory's": "dave",
    },
    # --- marking: who teaches the class, not who only looks; in practice every teacher
    "GET /teach/assignments/<int:assignment_id>/marking": MARKED,
    "GET /teach/assignments/<int:assignment_id>/marking/<int:question_id>": ASKED,
    "GET /teach/marks/<int:attempt_id>/<int:slot>": MARKED_ATTEMPT,
    "POST /teach/marks/<int:attempt_id>/<int:slot>": MARKED_ATTEMPT,
    "POST /teach/marks/<int:attempt_id>/<int:slot>/undo": MARKED_ATTEMPT,
    "POST /teach/marks/<int:attempt_id>/<int:slot>/accept": MARKED_ATTEMPT,
    "GET /teach/assignments/<int:assignment_id>/remarking": MARKED,
    "GET /teach/assignments/<int:assignment_id>/remarking/all": MARKED,
    "POST /teach/assignments/<int:assignment_id>/remarking/all": MARKED,
    "GET /teach/assignments/<int:assignment_id>/remarking/<int:question_id>": ASKED,
    "POST /teach/assignments/<int:assignment_id>/remarking/<int:question_id>": ASKED,
    "POST /teach/marking-runs/<int:run_id>/undo": {"7b's": "alice colin", "elsewhere's": "dave"},
    # --- rosters and sign-in cards: who teaches the class, not who only looks
    "GET /teach/classes/<int:class_id>/roster": ROSTER,
    "POST /teach/classes/<int:class_id>/roster": ROSTER,
    "POST /teach/classes/<int:class_id>/roster/confirm": ROSTER,
    "POST /teach/classes/<int:class_id>/roster/bad-rows": ROSTER,
    "POST /teach/classes/<int:class_id>/students": ROSTER,
    "GET /teach/classes/<int:class_id>/cards": ROSTER,
    "POST /teach/classes/<int:class_id>/cards": ROSTER,
    "GET /teach/asked-to-be-forgotten": {"": TEACHERS},
    "GET /teach/people/<int:user_id>/data": TAUGHT_STUDENTS,
    "POST /teach/people/<int:user_id>/data": TAUGHT_STUDENTS,
}

# What an id of an address names, where the name of the id does not say it.
NAMES = {
    "attempt_id": "open attempt",
    "assignment_id": "assignment",
    "class_id": "class",
    "user_id": "person",
    "group_id": "group",
    "question_id": "question",
    "entry_id": "entry",
    "note_id": "note",
    "version_id": "text",
    "run_id": "run",
    "slug": "slug",
    "key": "session",
    "token": "token",
}
KINDS = {
    "GET /new-password/<token>": "reset token",
    "POST /new-password/<token>": "reset token",
    "GET /join/<token>": "join token",
    "POST /join/<token>": "join token",
    "GET /attempts/<int:attempt_id>/slots/<int:slot>/challenge": "handed in",
    "POST /attempts/<int:attempt_id>/slots/<int:slot>/challenge": "handed in",
    "GET /attempts/<int:attempt_id>/receipt": "handed in",
    "GET /attempts/<int:attempt_id>/review": "handed in",
    "GET /teach/attempts/<int:attempt_id>": "handed in",
    "POST /teach/marks/<int:attempt_id>/<int:slot>/accept": "handed in",
    "POST /teach/marks/<int:attempt_id>/<int:slot>/undo": "handed in",
    "POST /teach/marks/<int:attempt_id>/<int:slot>": "handed in",
    "GET /teach/marks/<int:attempt_id>/<int:slot>": "handed in",
}
# Ids that stand beside the one that decides, and hold the same in every cell.
BESIDE = {"filename": "style.css", "slot": 2}
