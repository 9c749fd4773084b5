"""How often each kind of reading is right, by the evidence that it was made of.

The counts are those of the `fit` half of the labelled pages (`tests/labelled`): `python -m tests.labelled table`
prints them anew, and a test holds this table to the set. What was never seen there is as sure as not.
"""

from collections.abc import Callable, Mapping

Share = Callable[[str, str], float]
"""Of a kind of reading and its evidence: how often such readings are right."""

Counts = tuple[int, int]
"""Readings that were right, and all of them."""

TABLE: Mapping[str, Mapping[str, Counts]] = {
    "collection": {
        "grid": (1, 1),
        "group": (2, 2),
        "table": (8, 8),
    },
    "form": {
        "agreeing": (9, 9),
        "alone": (5, 5),
        "silent": (3, 3),
        "torn": (5, 5),
    },
    "framework": {
        "mark": (14, 14),
        "nothing": (14, 14),
        "run time": (5, 5),
    },
    "meaning": {
        "autocomplete": (4, 4),
        "form": (1, 1),
        "label": (29, 30),
        "nothing": (6, 6),
        "type": (12, 12),
        "type and hint": (1, 1),
        "type and label": (30, 30),
    },
    "navigation": {
        "breadcrumb by name": (2, 2),
        "footer by place": (1, 1),
        "main by links": (2, 2),
        "main by role": (14, 14),
        "paging by name": (1, 1),
        "steps by role": (1, 1),
        "tabs by role": (2, 2),
    },
    "page type": {
        "address": (3, 3),
        "collection": (5, 5),
        "fields": (6, 6),
        "form": (8, 8),
        "id": (3, 4),
        "root": (2, 2),
        "slug": (1, 1),
        "sorting": (3, 3),
        "words": (1, 1),
    },
    "purpose": {
        "address": (7, 7),
        "all words": (57, 59),
        "control": (7, 7),
        "file": (1, 1),
        "form": (4, 4),
        "hint": (1, 1),
        "link": (26, 26),
        "mark": (1, 1),
        "nothing": (12, 12),
        "role": (4, 4),
        "some words": (19, 19),
        "state": (12, 12),
    },
}


def share_right(kind: str, evidence: str) -> float:
    """The share of like readings that were right, by Laplace: one of each is taken to have been seen before."""
    right, all_ = TABLE.get(kind, {}).get(evidence, (0, 0))
    return round((right + 1) / (all_ + 2), 4)
