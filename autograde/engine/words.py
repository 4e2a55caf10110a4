"""How a run in a forked process ended, as server.py says it to forked.py."""

__all__ = ["BROKE", "DIED", "RAN", "TOO_LONG"]

RAN, BROKE, DIED, TOO_LONG = "ran", "broke", "died", "too long"
"""BROKE comes with a sentence."""
