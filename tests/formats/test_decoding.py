"""From bytes to text: never silently wrong."""

import pytest

from quizapp.formats.contract import Unreadable
from quizapp.formats.decoding import decode

WORDS = "Les élèves étaient déjà à la fenêtre, où le gardien préférait dîner très tôt. "


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_unicode_is_read_without_a_guess(encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decode(mark + (WORDS + "\U0001f41f").encode(encoding)) == (WORDS + "\U0001f41f", [])


def test_an_empty_file_is_an_empty_text():
    assert decode(b"") == ("", [])


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        WORDS * 20,
        "The keeper’s “café” was full — nobody had paid for the naïve painting.",
        "It cost £5 at the café.",
        "Die Wärter hörten das Rauschen. Große Fässer standen auf der Straße.",
        "El niño miró el faro; ¿quién había pagado la señal de la bahía?",
    ],
)
def test_a_western_text_of_old_is_guessed_right_and_said_to_be_a_guess(words):
    text, notes = decode(words.encode("cp1252"))
    assert text == words
    assert notes == ["The encoding was guessed: cp1252. Check accents and quotes."]


def test_another_old_encoding_is_guessed_too():
    words = "Смотритель зажигал обе лампы каждую ночь. В тумане лампа была лишь пятном. "
    text, notes = decode((words * 3).encode("cp1251"))
    assert text == words * 3
    assert ["guessed: cp1251" in note for note in notes] == [True]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(range(255, 0, -1)) * 4,
        b"ustar\0" + b"name\0" * 100,
        b"\0" * 50,
        bytes(range(256)) * 8,
        b"\x7fELF\x02\x01\x01\0" + b"\0" * 60 + b"code",
        "no mark".encode("utf-16-le"),
    ],
    ids=["png", "zip", "tar", "zeros", "all bytes", "elf", "unmarked UTF-16"],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Unreadable, match="not a text file"):
        decode(data)


def test_a_stray_nul_is_told_of():
    text, notes = decode(b"The keeper lit both lamps,\0 as he had done every night.")
    assert "lamps,\0 as" in text  # canonical() takes it out
    assert notes == ["NUL characters were left out: 1."]
