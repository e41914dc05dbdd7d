"""Class rosters: rows from CSV and pasted lines, and words for every line that is none."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.contract import Unreadable
from quizapp.formats.rosters import (
    LARGEST_FILE,
    BadRow,
    bad_rows_file,
    read_roster,
    read_typed_roster,
)
from tests.core.strategies import anything, steady


def people(roster):
    """Return line, name, login, number and group of each good row."""
    return [tuple(row)[:5] for row in roster.rows]


def names(roster):
    return [row.name for row in roster.rows]


def faults(roster):
    return [(bad.line, bad.words) for bad in roster.bad]


EXCEL = (
    "Vorname;Name;Benutzername;Schülernummer;Gruppe;Klasse\r\nZoë;Groß;ZGross;0017;Füchse;7b\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_excels_own_csv_with_accents_and_semicolons(encoding):
    roster = read_roster(EXCEL.encode(encoding))
    assert people(roster) == [(2, "Zoë Groß", "zgross", "0017", "Füchse")]
    assert "The column “Klasse” was left out." in roster.not_understood
    assert any("guessed" in words for words in roster.not_understood) == (encoding == "cp1252")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_end(separator, end):
    lines = [["group", "login", "name", "id"], ["A", "aberg", "Anna Berg", "17"]]
    text = end.join(separator.join(line) for line in lines)
    assert people(read_typed_roster(text)) == [(2, "Anna Berg", "aberg", "17", "A")]


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("Full name,User name,No.,Section", "name"),
        ("STUDENT,Username,Student ID,groups", "name"),
        ("Schülerin,Anmeldename,Schüler-ID,Lerngruppe", "name"),
        ("Nom et prénom,Nom d'utilisateur,N°,Équipe", "name"),
        ("Nom et prenom,identifiant,matricule,equipe", "name"),
    ],
)
def test_columns_by_their_common_names(header, place):
    roster = read_typed_roster(f"{header}\nAnna Berg,aberg,17,A\n")
    assert people(roster) == [(2, "Anna Berg", "aberg", "17", "A")]
    assert roster.not_understood == []


@pytest.mark.parametrize(
    "header",
    [
        "First name,Last name",
        "given name,surname",
        "Vorname,Name",
        "Prénom,Nom",
        "Vorname,Nachname",
    ],
)
def test_first_and_last_name_are_put_together(header):
    assert names(read_typed_roster(f"{header}\nAnna,Berg\nCher,\n")) == ["Anna Berg", "Cher"]


@pytest.mark.parametrize(
    ("line", "name", "login"),
    [
        ("Anna Berg", "Anna Berg", ""),
        ("Berg, Anna", "Anna Berg", ""),
        ("BERG, ANNA", "ANNA BERG", ""),
        ("van der Berg, Jan", "Jan van der Berg", ""),
        ("García López, María José", "María José García López", ""),
        ("Berg, Anna-Lena", "Anna-Lena Berg", ""),
        ("Anna Berg; aberg", "Anna Berg", "aberg"),
        ("Berg, Anna; ABerg", "Anna Berg", "aberg"),
        ("Anna Berg, aberg", "Anna Berg", "aberg"),
        ("Anna Berg\taberg", "Anna Berg", "aberg"),
        ("Cher, cher1", "Cher", "cher1"),
        ("  Anna   Berg  ", "Anna Berg", ""),
        ("\u200eAnna Berg\u200f", "Anna Berg", ""),
        ("O'Neil, Seán", "Seán O'Neil", ""),
        ("李小龍", "李小龍", ""),
        ("e\u0301mile", "émile", ""),
    ],
)
def test_a_pasted_line_without_column_names(line, name, login):
    (row,) = read_typed_roster(line).rows
    assert (row.name, row.login) == (name, login)


def test_without_column_names_the_order_is_name_login_number_group():
    roster = read_typed_roster("Anna Berg,aberg,17,A\nBen Abel,,,B\n")
    assert people(roster) == [(1, "Anna Berg", "aberg", "17", "A"), (2, "Ben Abel", "", "", "B")]


def test_line_numbers_are_the_files_own():
    text = 'name,notes\n\nAnna,"two\nlines"\n\n,\nBen,\n'
    assert [(row.line, row.name) for row in read_typed_roster(text).rows] == [
        (3, "Anna"),
        (7, "Ben"),
    ]


def test_excels_word_about_the_separator_is_no_student():
    assert people(read_typed_roster("sep=;\r\nname;login\r\nAnna;a\r\n"))[0][:3] == (3, "Anna", "a")


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_only():
    roster = read_typed_roster('name;id\n"Anna;1\nBen;2\n"Cem" x;3\nDora "Do" Ek;4\n')
    assert names(roster) == ["Ben", 'Dora "Do" Ek']
    assert [line for line, _ in faults(roster)] == [2, 4]
    assert "quotation mark" in roster.bad[0].words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",aberg,17,A", "no name. Write the student's name"),
        ("?!,aberg,,", "has no letter"),
        ("Anna,a berg,,", "blanks"),
        (f"{'A' * 101},,,", "the name is too long: 101 characters, at most 100"),
        (f"Anna,{'a' * 101},,", "the sign-in name is too long"),
        (f"Anna,,{'1' * 101},", "the number is too long"),
        (f"Anna,,,{'A' * 61}", "the group is too long"),
        ("An\x00na,,,", "a character that cannot be kept"),
        ("An\x1bna,,,", "the name holds"),
        ("An\ufffdna,,,", "the name holds"),
        ("An\u202ena,,,", "the name holds"),
        ("An\ud800na,,,", "the name holds"),
        ("Anna,a\x07,,", "the sign-in name holds"),
        ('"An\nna",,,', "the name holds"),
        ("Berg,Anna,aberg,17,A", "5 columns where there are 4"),
        ("Ben,BABEL,,", "the sign-in name “babel” stands in line 2 already"),
        ("Ben,,7,", "the number “7” stands in line 2 already"),
        ("carl cole,,,", "the name “carl cole” stands in line 3 already. If they are two"),
    ],
)
def test_every_fault_has_its_line_and_words(line, words):
    text = f"name,login,id,group\nAnna Abel,babel,7,\nCarl Cole,,,\n{line}\nEve,,,\n"
    roster = read_typed_roster(text)
    assert names(roster) == ["Anna Abel", "Carl Cole", "Eve"]
    assert roster.bad[0].line == 4
    assert words in roster.bad[0].words


def test_two_of_a_name_are_two_when_each_has_a_sign_in_name():
    assert len(read_typed_roster("Anna Berg;a1\nAnna Berg;a2\nAnna Berg\n").rows) == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no line with a name"),
        (b"\n\n ; \n", "no line with a name"),
        (b"login;id\nanna;7\n", "No column of the first line is for names"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (b"\0" * 500, "not a text file"),
        (b"x" * (LARGEST_FILE + 1), "larger than 10 MB"),
        (b"x" * 200_000, "too long"),
        (b"Anna\n" * 10_002, "more than 10,000 lines"),
    ],
)
def test_what_is_no_roster_is_refused_in_words(data, words):
    with pytest.raises(Unreadable, match=words):
        read_roster(data)


def test_a_file_of_names_of_columns_holds_nobody():
    roster = read_typed_roster("name,login\n")
    assert (roster.rows, roster.bad) == ([], [])


# --- the bad rows go back ------------------------------------------------------------------


def test_bad_rows_go_back_with_what_was_wrong_and_can_be_sent_again():
    roster = read_typed_roster("name,login,id\n,aberg,=1+1\nBen,b b,2,x,y\n")
    data = bad_rows_file(roster.columns, roster.bad)
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert table[0] == ["what was wrong", "line", "name", "login", "id", "", ""]
    assert table[1][1:] == ["2", "", "aberg", "'=1+1"]
    assert table[2][1:] == ["3", "Ben", "b b", "2", "x", "y"]
    mended = data.decode().replace('"2","",', '"2","Anna",').replace("b b", "bb")
    again = read_roster(mended.replace(',"x","y"', "").encode())
    assert [tuple(row)[1:4] for row in again.rows] == [
        ("Anna", "aberg", "=1+1"),
        ("Ben", "bb", "2"),
    ]
    assert again.not_understood == []


@pytest.mark.parametrize("cell", ["=1+1", "@x", "+1", "-1", "\t=1", "\uff1d1", " =1"])
def test_no_cell_that_goes_back_is_a_formula(cell):
    data = bad_rows_file(("name",), [BadRow(1, (cell,), "=wrong.")])
    row = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1]
    assert row[0] == "'=wrong."
    assert row[2].startswith("'")


# --- anything at all --------------------------------------------------------------------------


@steady
@given(anything)
def test_any_text_is_read_or_refused_and_what_is_bad_goes_back(text):
    try:
        roster = read_typed_roster(text)
    except Unreadable:
        return
    assert bad_rows_file(roster.columns, roster.bad).decode()
    for row in roster.rows:
        assert row.name == row.name.strip() != ""
        assert row.name.encode()


@steady
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        read_roster(data)
    except Unreadable as refusal:
        assert str(refusal)


@steady
@given(
    st.lists(
        st.tuples(
            st.text("abcdé李O'’ -", min_size=1, max_size=12).filter(lambda t: t.strip(" -'’")),
            st.text("\",;\t\n= x'", max_size=8),
        ),
        max_size=6,
    ),
    st.sampled_from([",", ";", "\t"]),
)
def test_rows_are_read_back_as_they_were_written(rows, separator):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow(["name", "id", "notes"])
    for number, (name, notes) in enumerate(rows):
        writer.writerow([name, number, notes])
    roster = read_roster(file.getvalue().encode())
    assert names(roster) == [" ".join(name.split()) for name, _ in rows]
    assert [row.number for row in roster.rows] == [*map(str, range(len(rows)))]
    assert [row.cells[2] for row in roster.rows] == [notes for _, notes in rows]
