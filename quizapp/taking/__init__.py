"""Taking: a student's sitting, from the cover of a quiz to its review."""
