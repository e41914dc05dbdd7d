"""Audit: who did what, kept so that somebody can ask about it later."""
