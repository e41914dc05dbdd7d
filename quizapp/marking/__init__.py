"""Marking: a person's marks, and marking again when a key was wrong."""
