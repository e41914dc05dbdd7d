"""What every column is to the people it tells of: personal or not, exported, erased how."""

from dataclasses import dataclass

# none: tells of nobody; personal: of a person; work: what a student did and what it earned;
# secret: what would open a door.
KINDS_OF_DATA = ("none", "personal", "work", "secret")
# What erasing a person does to it: kept, made empty, replaced by what tells nothing, or
# deleted with its row.
ERASURES = ("kept", "cleared", "replaced", "deleted")


@dataclass(frozen=True)
class Privacy:
    """What a column holds, whether its person's export has it, and what erasing does to it."""

    kind: str
    exported: bool
    erased: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS_OF_DATA or self.erased not in ERASURES:
            raise ValueError(f"{self} is no label of ours")
        if self.kind == "secret" and self.exported:
            raise ValueError("a secret is not handed out, not even to its owner")


# Of the site, not of a person.
SITE = Privacy("none", exported=False, erased="kept")
# Lets somebody into a class, and its teachers show it about.
OPENS_A_CLASS = Privacy("secret", exported=False, erased="kept")
# Tells nothing alone: an id, a number, a role that makes the rest of an export readable.
FACT = Privacy("none", exported=True, erased="kept")
WORK = Privacy("work", exported=True, erased="kept")
# Who it is. It stays in the row that an erased person leaves, where it names nobody.
TRACE = Privacy("personal", exported=True, erased="kept")
# Of somebody else than the row is about, so it is not in that one's export.
OTHER = Privacy("personal", exported=False, erased="kept")
CLEARED = Privacy("personal", exported=True, erased="cleared")
REPLACED = Privacy("personal", exported=True, erased="replaced")
DELETED = Privacy("personal", exported=True, erased="deleted")
DELETED_UNSEEN = Privacy("personal", exported=False, erased="deleted")
SECRET = Privacy("secret", exported=False, erased="deleted")
CLEARED_SECRET = Privacy("secret", exported=False, erased="cleared")


def labels(*rows: tuple[Privacy, str]) -> dict[str, Privacy]:
    """Return the label of each column of a table: rows of a label and the columns it is of."""
    return {name: label for label, names in rows for name in names.split()}
