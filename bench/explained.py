"""Why some removals that no test notices are as they should be, by the name of the mutant."""

EXPLAINED: dict[str, str] = {}
