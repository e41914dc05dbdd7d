"""Privacy: what is kept of a person, handed out, forgotten, and let go of in time."""
