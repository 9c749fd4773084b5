"""Charts are well-formed SVG that says in words what it draws."""

from xml.etree import ElementTree as ET

import pytest

from agents.domain.report import Coverage
from agents.reporting import charts
from agents.reporting.build import build
from tests.unit.agents.reporting import sample

SVG = "{http://www.w3.org/2000/svg}"


def widths(svg: str, tone: str) -> list[float]:
    return [
        float(r.attrib["width"])
        for r in ET.fromstring(svg).iter(f"{SVG}rect")
        if r.attrib["class"] == f"c-{tone}"
    ]


def test_a_bar_is_as_long_as_its_share() -> None:
    svg = charts.bars("T", [charts.Bar("half", 0.5, "1 of 2"), charts.Bar("over", 7, "x")])
    track = widths(svg, "track")[0]
    assert widths(svg, "main") == [track / 2, track]
    assert ET.fromstring(svg).attrib["aria-label"] == "T. half: 1 of 2; over: x"


def test_foreign_text_cannot_leave_its_label() -> None:
    svg = charts.bars('"><script>', [charts.Bar("<b>" + "x" * 90, 0.1, "&")])
    texts = [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]
    assert texts == ["<b>" + "x" * 68 + "…", "&"]


@pytest.mark.parametrize(("label", "anchor"), [("W" * 24, "end"), ("W" * 25, None)], ids=["beside", "above"])
def test_no_label_is_cut_off_by_the_edge(label: str, anchor: str | None) -> None:
    """The widest letters that fit beside a bar end before the picture does; longer ones stand above it."""
    root = ET.fromstring(charts.bars("Risks", [charts.Bar(label, 0.5, "0.50")]))
    text = next(root.iter(f"{SVG}text"))
    assert text.text == label
    assert text.get("text-anchor") == anchor
    assert (float(text.get("x", "")) == 0) is (anchor is None)
    (track,) = (one for one in root.iter(f"{SVG}rect") if one.get("class") == "c-track")
    assert float(track.get("x", "")) + float(track.get("width", "")) < charts.WIDTH


def test_short_labels_leave_more_room_for_the_bars() -> None:
    short = widths(charts.bars("T", [charts.Bar("Pages", 0.5, "1")]), "track")
    assert short > widths(charts.bars("T", [charts.Bar("Ten letters", 0.5, "1")]), "track")


def test_nothing_seen_draws_an_empty_bar() -> None:
    none = Coverage(
        pages_seen=0, pages_tested=0, elements_seen=4, elements_tested=1, forms_seen=0, forms_tested=0
    )
    lengths = widths(charts.coverage_chart(none), "main")
    assert lengths[0] == lengths[2] == 0
    assert lengths[1] > 0


def test_a_stack_leaves_out_what_is_nothing() -> None:
    svg = charts.stack(
        "T", [charts.Slice("a", 1, "good"), charts.Slice("b", 0, "bad"), charts.Slice("c", 3, "dim")], "s"
    )
    assert widths(svg, "bad") == []
    assert widths(svg, "dim")[0] > widths(svg, "good")[0]
    assert "a: 1.0 s; c: 3.0 s" in svg


def test_risks_guarded_by_a_delivered_test_are_marked() -> None:
    svg = charts.risk_chart(build(sample.task(), "g"))
    assert (len(widths(svg, "good")), len(widths(svg, "dim"))) == (1, 1)


def test_results_and_time_are_drawn_from_the_report() -> None:
    report = build(sample.task(), "g")
    assert "delivered, passing: 1; not delivered: 1" in charts.results_chart(report)
    assert "Observe: 20.5 s; Write and prove: 40.0 s" in charts.time_chart(report)
