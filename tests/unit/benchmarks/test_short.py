"""What `make bench` prints, without measuring anything."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import main, names
from benchmarks.short.__main__ import sample
from benchmarks.short.smoke import smoke_spec
from benchmarks.short.table import Row, table
from demo.shop.faults import FAULTS

ROOT = Path(__file__).parents[3]


def test_a_measurement_stands_beside_its_peer_with_the_ratio() -> None:
    rows = [
        Row("caught", 3, "smoke test", 2),
        Row("complaints", 0, "floor", 0),
        Row("job", 90.4, "once", 30, "s"),
    ]
    assert table(rows).splitlines() == [
        "| measured | Greenroom | against | its figure | ratio |",
        "| --- | --- | --- | --- | --- |",
        "| caught | 3 | smoke test | 2 | 1.5x |",
        "| complaints | 0 | floor | 0 | - |",
        "| job | 90 s | once | 30 s | 3.0x |",
    ]


@pytest.mark.parametrize("count", [1, 4, 7, len(FAULTS)])
def test_the_sample_is_fixed_and_spread_over_the_whole_list(count: int) -> None:
    names = [fault.name for fault in FAULTS]
    taken = sample(count)
    assert taken == sample(count)
    assert len(set(taken)) == count
    places = [names.index(name) for name in taken]
    assert places == sorted(places)
    assert count == 1 or places[-1] >= len(names) // 2


def test_more_faults_than_there_are_is_all_of_them() -> None:
    assert len(sample(1_000)) == len(FAULTS)


def test_the_peer_opens_every_page_and_quotes_what_it_is_given() -> None:
    text = smoke_spec(["/", "/a'b\"?c=`d`"])
    assert text.count("test(") == 2
    assert 'page.goto("/a\'b\\"?c=`d`")' in text
    assert "{{" not in text


def test_listing_names_every_benchmark_and_measures_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--list"])
    shown = capsys.readouterr().out.splitlines()
    assert shown == list(names())
    packages = sorted(path.parent.name for path in (ROOT / "benchmarks").glob("*/__main__.py"))
    assert [line.split()[2] for line in shown] == [f"benchmarks.{name}" for name in packages]
    assert all(len(line.split()) > 5 for line in shown)


def test_the_short_form_says_what_it_takes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "--faults N" in done.stdout
