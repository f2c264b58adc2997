"""Repeatable chance: the same seed draws the same lots."""

from random import Random


def seeded(seed: int) -> Random:
    """A source of lots for invented data; nothing secret may come from it."""
    return Random(seed)  # noqa: S311 (repeatable is what is wanted)
