"""Classes: who learns together, and what they are given."""
