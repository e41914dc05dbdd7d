"""Which column is what, by its name in English, German or French."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_NAMES = {
    "name": (
        "name, full name, student, student name, pupil, pupil name, display name, learner,"
        "schüler, schülerin, schüler/in, schülername, vollständiger name, vor- und nachname,"
        "nom, nom complet, nom et prénom, nom prénom, élève, apprenant"
    ),
    "first": "first name, given name, forename, first, vorname, rufname, prénom",
    "last": "last name, surname, family name, last, nachname, familienname, zuname, nom de famille",
    "login": (
        "login, login name, user name, user, user login, sign-in name, account,"
        "benutzername, benutzer, anmeldename, kennung, nutzername,"
        "identifiant, nom d'utilisateur, utilisateur, compte"
    ),
    "number": (
        "id, number, no, student id, student number, pupil number, pupil id, id number, sis id,"
        "roster id, nr, nummer, schülernummer, schüler-id, schülernr, matrikelnummer,"
        "numéro, n°, matricule, numéro d'élève, ine"
    ),
    "group": "group, groups, set, section, team, gruppe, lerngruppe, groupe, équipe",
    # The columns that our own file of bad rows puts first.
    "ours": "what was wrong, line",
}


def _folded(name: str) -> str:
    """Return a column's name as it is compared: letters and digits, no accents, no case."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


_MEANINGS = {
    _folded(name): meaning for meaning, names in _NAMES.items() for name in names.split(",")
}


class Columns(NamedTuple):
    """The place of each column that is known; `left_out` names those that are not."""

    places: dict[str, int]
    names: tuple[str, ...]
    left_out: list[str]
    is_named: bool


def are_columns(cells: Sequence[str]) -> bool:
    """Do these cells name columns, so that people come in the lines below them?"""
    meanings = [_MEANINGS.get(_folded(cell)) for cell in cells]
    return bool({"name", "first", "last"}.intersection(meanings))


def names_no_column_for_names(cells: Sequence[str]) -> bool:
    """Are these the names of columns, but none of them for the students' names?"""
    meanings = [_MEANINGS.get(_folded(cell)) for cell in cells]
    return not are_columns(cells) and len(list(filter(None, meanings))) > 1


def unnamed_columns() -> Columns:
    """Return the order of a file that does not name its columns."""
    order = ("name", "login", "number", "group")
    return Columns({name: place for place, name in enumerate(order)}, order, [], is_named=False)


def named_columns(cells: Sequence[str]) -> Columns:
    """Return what the cells of the first line name; of two for one thing the first counts."""
    places: dict[str, int] = {}
    left_out = []
    for place, cell in enumerate(cells):
        meaning = _MEANINGS.get(_folded(cell))
        if meaning is None or meaning in places:
            left_out.append(" ".join(cell.split())[:60])
        elif meaning != "ours":
            places[meaning] = place
    if "first" in places and "last" not in places and "name" in places:
        # A German “Name” or a French “Nom” beside the first name is the last name.
        places["last"] = places.pop("name")
    names = tuple(cell.strip() for cell in cells)
    return Columns(places, names, list(filter(None, left_out)), is_named=True)
