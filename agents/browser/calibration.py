"""How often each kind of reading is right, by the evidence that it was made of.

The counts are those of the `fit` half of the labelled pages in `tests/labelled`. A test holds this table to
them; `python -m tests.labelled table` prints it anew. What was never seen there is as sure as not.
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
        "list": (4, 4),
        "table": (11, 11),
    },
    "form": {
        "agreeing": (11, 11),
        "alone": (7, 7),
        "silent": (5, 5),
        "torn": (5, 5),
    },
    "framework": {
        "mark": (16, 16),
        "nothing": (24, 24),
        "run time": (9, 9),
    },
    "meaning": {
        "autocomplete": (4, 4),
        "form": (1, 1),
        "label": (34, 35),
        "nothing": (6, 6),
        "type": (17, 17),
        "type and hint": (1, 1),
        "type and label": (34, 34),
    },
    "navigation": {
        "breadcrumb by name": (2, 2),
        "footer by place": (1, 1),
        "main by links": (2, 2),
        "main by role": (22, 22),
        "paging by name": (1, 1),
        "steps by role": (1, 1),
        "tabs by role": (2, 2),
    },
    "page type": {
        "address": (5, 5),
        "collection": (7, 8),
        "comments": (1, 1),
        "fields": (9, 9),
        "form": (8, 8),
        "id": (4, 5),
        "items": (1, 1),
        "nothing": (3, 3),
        "root": (2, 2),
        "slug": (1, 1),
        "sorting": (3, 3),
        "words": (3, 3),
    },
    "purpose": {
        "address": (7, 7),
        "all words": (67, 69),
        "control": (8, 8),
        "file": (2, 2),
        "form": (5, 5),
        "hint": (3, 3),
        "link": (33, 33),
        "mark": (1, 1),
        "nothing": (15, 15),
        "role": (4, 4),
        "some words": (23, 23),
        "state": (12, 12),
    },
}


def share_right(kind: str, evidence: str) -> float:
    """The share of like readings that were right, by Laplace: as if one of each had been seen before."""
    right, all_ = TABLE.get(kind, {}).get(evidence, (0, 0))
    return round((right + 1) / (all_ + 2), 4)
