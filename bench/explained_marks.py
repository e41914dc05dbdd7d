"""Why some broken marks that no test notices are no wrong marks, by mutmut's name of each."""

_SAME_LENGTH = "Both are of one length by then, so that strict and lax are the same."
_CUTOFF = "The limit only spares reckoning on; what is further off is refused after it as well."
_UNUSED = "What is handed on is not looked at there, or only held against another word."
_ENGLISH = "Only the part before the hyphen counts, in small letters, and English is the default."


def _named(module: str, function: str, numbers: str) -> list[str]:
    return [f"quizapp.{module}.{function}__mutmut_{number}" for number in numbers.split()]


def _because(reason: str, *places: tuple[str, str, str]) -> dict[str, str]:
    return {name: reason for place in places for name in _named(*place)}


EXPLAINED: dict[str, str] = {
    **_because(
        _SAME_LENGTH,
        ("core.matching.agreement", "x_restates", "7 10"),
        ("core.matching.dates", "xǁDateǁconflicts", "4 7 8"),
        ("core.matching.dates", "xǁDateǁtells_all_of", "7 10 11"),
        ("core.matching.dates", "x__year_and_day", "9 12 13"),
        ("kinds.cloze", "xǁClozeǁmark", "33 36 39"),
        ("kinds.ordering", "x__own_places", "8 11 13"),
        ("kinds.parts", "x_parts_mark", "5 8 9 14 17 22"),
    ),
    **_because(
        "None and nothing are lax too, as it is.", ("kinds.ordering", "x__follows", "10 13")
    ),
    **_because(
        "What is paired is not left over, so the two places are never one.",
        ("core.matching.agreement", "x_restates", "39"),
    ),
    **_because(
        "The text is in small letters by then, and X is none.",
        ("core.matching.ground", "x_words_and_marks", "10"),
    ),
    **_because(
        "Without a word there is nothing to be found, whatever stands for the first.",
        ("core.matching.names", "x_names_in", "11"),
    ),
    **_because(
        _ENGLISH,
        ("core.matching.terms", "x_terms_of", "2"),
        ("core.numbers", "x_read_number", "2"),
        ("core.numbers", "x_numbers_in", "2"),
    ),
    **_because(
        _CUTOFF,
        ("core.matching.slips", "x_is_slip", "15 18"),
        ("core.matching.slips", "x__is_nearer", "20 23"),
    ),
    **_because(
        "Two endings are never all the endings that there are.",
        ("core.matching.slips", "x__goes_on", "29"),
    ),
    **_because(
        "Every group has more than two words.", ("core.matching.polarity", "x_by_opposite", "31")
    ),
    **_because(
        "A piece is two words, and nothing that follows one can belong to its number.",
        ("core.numbers", "x__numbers", "24 26 27 28"),
    ),
    **_because(
        "Digits without a mark between them hold no blank, and no suffix is XXXX.",
        ("core.numbers", "x__of_digits", "46 64"),
    ),
    **_because(
        "Where a number has begun a gap is there by then, and where not a word is.",
        ("core.numbers", "x__count", "22"),
    ),
    **_because("The least scale is a dozen.", ("core.numbers", "xǁ_Countǁtake", "13")),
    **_because(
        "Twenty-one ends in a unit, and makes no year.",
        ("core.numbers", "xǁ_Countǁ_makes_a_year", "13"),
    ),
    **_because("A text begins at None as well.", ("core.matching.terms", "x__terms", "1")),
    **_because("None is as false.", ("core.matching.names", "x_abbreviates", "21")),
    **_because(
        "The other side of the `or` holds where both are the same.",
        ("core.matching.naming", "x__are_apart", "7 8"),
    ),
    **_because(
        "`abbreviates` holds the same limit, and fewer words have too few letters.",
        ("core.matching.pairing", "x__run_for", "17 32"),
    ),
    **_because(
        "What exactly is needed has earned all the points already.",
        ("kinds.evidence", "x__reason", "23"),
        ("kinds.picking", "x__share", "12"),
    ),
    **_because("There are three levels.", ("kinds.hints", "x__cost", "5")),
    **_because(
        "The words stay where the credit is nothing, and are the same for None.",
        ("kinds.numeric", "xǁNumericǁmark", "42"),
    ),
    **_because("Both sides are joined by it alike.", ("kinds.numeric_key", "x__bare", "2")),
    **_because(
        _UNUSED,
        ("kinds.picking", "x__share", "4"),
        ("kinds.typed", "x__judged", "35 39"),
        ("kinds.where", "xǁTwoPartǁmark", "45 52 53"),
    ),
    **_because("An empty text is as false.", ("kinds.typed", "x__judged", "1")),
    **_because("Nought of two is nought as well.", ("kinds.where", "xǁTwoPartǁmark", "41")),
    **_because("Only the number of decimals counts in it.", ("core.marks", "x_units", "14")),
    **_because("There is no X among digits.", ("core.marks", "x_shown", "16 17")),
}
