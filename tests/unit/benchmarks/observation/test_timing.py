"""The figures of a series of times."""

import pytest

from benchmarks.observation.timing import Timing, percentile


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(value) for value in range(1, 21)]
    assert percentile(values, 0.5) == 10
    assert percentile(values, 0.95) == 19
    assert percentile([7.0], 0.95) == 7
    assert percentile([3.0, 1.0], 1) == 3


def test_of_nothing_there_is_none() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_the_floor_is_the_plain_scan() -> None:
    timing = Timing(nodes=9, elements=1, first=9, ours=20, detect=5, locate=15, plain=4, aria=6)
    assert timing.ratio == 5
