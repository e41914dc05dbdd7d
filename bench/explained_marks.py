"""Why some broken marks that no test notices are no wrong marks, by mutmut's name of each."""

EXPLAINED: dict[str, str] = {}
