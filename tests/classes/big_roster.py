"""A roster of thousands as Excel writes it, with faults of every sort."""

FAULTS = [
    ";x{0};{0};A",
    "Ada Öz;a b;{0};A",
    "Ada Öz;;1;A",
    "Ada Öz;u1;{0};A",
    "Ada Öz;;{0};A;5;6",
    f"{'A' * 101};;{{0}};A",
    "Ada\x07;;{0};A",
    "Ada Öz;mallory;{0};A",
    "Ada Öz;alice;{0};A",
    '"Ada Öz;;{0};A',
]


def big_roster(rows=5_000, faults=50):
    """Return Excel's CSV of so many rows, and the lines of those that are faulty."""
    lines = ["Name;Benutzername;Nr;Gruppe"]
    wrong = {100 * n - 50: FAULTS[n % len(FAULTS)] for n in range(1, faults + 1)}
    for number in range(1, rows + 1):
        login = f"u{number}" if number % 3 == 1 else ""
        good = f"Zoë Größ {number % 997};{login};{number};G{number % 9}"
        lines.append(wrong[number].format(number) if number in wrong else good)
    return "\r\n".join(lines).encode("cp1252"), sorted(number + 1 for number in wrong)
