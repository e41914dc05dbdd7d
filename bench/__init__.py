"""Measurements, each beside its floor or a peer. Nothing here judges; tests do."""
