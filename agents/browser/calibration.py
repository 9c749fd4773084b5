"""How often each kind of reading is right, by the evidence that it was made of.

The counts are those of the `fit` half of the labelled pages (`tests/labelled`): `python -m tests.labelled table`
prints them anew, and a test holds this table to the set. What was never seen there is as sure as not.
"""

from collections.abc import Callable, Mapping

Share = Callable[[str, str], float]
"""Of a kind of reading and its evidence: how often such readings are right."""

Counts = tuple[int, int]
"""Readings that were right, and all of them."""

TABLE: Mapping[str, Mapping[str, Counts]] = {}


def share_right(kind: str, evidence: str) -> float:
    """The share of like readings that were right, by Laplace: one of each is taken to have been seen before."""
    right, all_ = TABLE.get(kind, {}).get(evidence, (0, 0))
    return round((right + 1) / (all_ + 2), 4)
