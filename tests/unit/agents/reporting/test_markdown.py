"""The report as Markdown; foreign text stays text."""

import re

import pytest

from agents.domain.page import NotDone
from agents.domain.report import Coverage, RunReport
from agents.domain.risk import Risk
from agents.domain.scenario import Scenario
from agents.reporting.build import build
from agents.reporting.markdown import code, escape, render_markdown
from agents.reporting.render import render_files
from tests.fakes import documents
from tests.unit.agents.reporting import sample
from tests.unit.agents.reporting.test_render import EVIL, full


def test_markdown_has_every_section() -> None:
    text = render_files(full(), {})["report.md"].decode()
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Greenroom: Passed (degraded)",
        "## Findings",
        "## 2 delivered tests",
        "## Coverage",
        "## Pages seen",
        "## Planned but not delivered",
        "## Not visited or done",
        "## Time by stage",
        "## Scenarios",
    ]
    assert "  - and 2 more (see report.json)" in text


def test_markdown_of_an_empty_run_is_only_its_head() -> None:
    bare = sample.task(page_map=None, scenarios=None, plan=None, specs=None, results=None, stages=())
    text = render_files(build(bare, "g"), {})["report.md"].decode()
    assert "##" not in text


def test_markdown_neither_formats_nor_links_nor_mentions_foreign_text() -> None:
    told = escape(EVIL)
    assert "@octocat" not in told
    assert "://" not in told
    assert "\\<img" in told
    assert "\\[x\\]" in told
    assert "\\|" in told
    assert "\n" not in escape("a\nb")


def test_inline_code_holds_backticks() -> None:
    assert code("a") == "`a`"
    assert code("`a` | b") == "`` `a` \\| b ``"


def section(report: RunReport, name: str) -> list[str]:
    """The lines below one heading."""
    text = render_markdown(report).split(f"## {name}\n", 1)[1]
    return [line for line in re.split(r"^## ", text, maxsplit=1, flags=re.MULTILINE)[0].splitlines() if line]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a_b*c", "a\\_b\\*c"),
        ("# x", "\\# x"),
        ("a|b", "a\\|b"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("~~x~~", "\\~\\~x\\~\\~"),
        ("\\`{}", "\\\\\\`\\{\\}"),
        ("  two\n\tlines\u2028more ", "two lines more"),
        ("mail @kim", "mail @\u200bkim"),
        ("http://x.test", "http:\u200b//x.test"),
    ],
)
def test_foreign_text_is_one_line_without_meaning(text: str, told: str) -> None:
    assert escape(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n b", "`a b`"),
        ("a``b", "```a``b```"),
        ("`", "`` ` ``"),
        ("a|b", "`a\\|b`"),
    ],
)
def test_code_is_fenced_by_more_ticks_than_it_holds(text: str, told: str) -> None:
    assert code(text) == told


def test_the_head_tells_what_was_tested_and_under_which_conditions() -> None:
    head = render_markdown(
        documents.report(
            base_url="http://base.test/",
            goal="The *cart*",
            signed_in=True,
            degraded=("no fonts",),
            limits_reached=("30 pages",),
        )
    )
    for line in (
        "# Greenroom: Passed (degraded)",
        "- Tested: `http://127.0.0.1:9/` against `http://base.test/`",
        "- Goal: The \\*cart\\*",
        "- Signed in: yes; safety level: standard",
        "- Took 12 s, started 2026-03-01 12:00 UTC, by greenroom",
        "- No model was used.",
        "- Degraded: no fonts",
        "- Limit reached: 30 pages",
    ):
        assert line in head.splitlines()
    plain = render_markdown(documents.report())
    assert "against" not in plain
    assert "Goal" not in plain
    assert "- Signed in: no;" in plain


def test_findings_that_do_not_count_say_so() -> None:
    report = documents.report(findings=(documents.finding(), documents.finding(counts=False)))
    assert section(report, "Findings") == [
        "- **500 on /x**  ",
        "  server-error at `/x`, id `f1`",
        "- **500 on /x** (told, does not decide the verdict)  ",
        "  server-error at `/x`, id `f1`",
    ]


def test_tests_stand_in_one_table_those_of_a_feature_together() -> None:
    (test,) = documents.report().tests
    other = test.model_copy(update={"feature": "Cart", "risk": 0.85, "file": "c|rt.spec.ts"})
    report = documents.report(tests=(test, other, test.model_copy(update={"title": "Opens it again"})))
    assert section(report, "3 delivered tests") == [
        "| Test | File | Risk | Steps | Assertions | Passed |",
        "| --- | --- | --- | --- | --- | --- |",
        "| Opens the home page | `home.spec.ts` | 0.20 low | 1 | 1 | 1 of 1 |",
        "| Opens it again | `home.spec.ts` | 0.20 low | 1 | 1 | 1 of 1 |",
        "| Opens the home page | `c\\|rt.spec.ts` | 0.85 low | 1 | 1 | 1 of 1 |",
    ]


def test_coverage_is_a_share_of_what_was_seen() -> None:
    seen = Coverage(
        pages_seen=3, pages_tested=1, elements_seen=8, elements_tested=8, forms_seen=0, forms_tested=0
    )
    assert section(documents.report(coverage=seen), "Coverage")[2:] == [
        "| Pages | 1 | 3 | 33% |",
        "| Controls | 8 | 8 | 100% |",
        "| Forms | 0 | 0 | none seen |",
    ]


def test_what_was_not_done_is_told_by_reason_with_a_few_examples() -> None:
    many = [NotDone(what=f"/p{n}", where="/", reason="limit") for n in range(9)]
    one = NotDone(what="Pay", where="/cart", reason="guarded", detail="costly")
    lines = section(documents.report(not_done=(one, *many)), "Not visited or done")
    assert (lines[0], lines[1]) == ("- Not visited: a limit was reached (9):", "  - /p0 on `/`")
    assert lines[9:] == [
        "  - and 1 more (see report.json)",
        "- Not done, to keep the application safe (1):",
        "  - Pay on `/cart`: costly",
    ]


def scenarios(*of: Scenario, risks: tuple[Risk, ...] = ()) -> list[str]:
    head, *told = section(documents.report(scenarios=of, risks=risks), "Scenarios")
    assert head == "1 scenario, the riskiest first; 0 of them in delivered tests."
    return told


def test_a_scenario_is_told_in_full_with_its_risk_and_its_sources() -> None:
    assert scenarios(sample.scenario(), risks=(documents.risk("search-hit-find"),)) == [
        "<details><summary>Searching finds what it names (low, risk 0.20)</summary>",
        "- **Given** the list is open",
        "- **When** the user searches for “tea”",
        "- **Then** only matching items are listed",
        "- Risk: kind 0.20 (navigation)",
        "- From: form `p2.load/f1`",
        "</details>",
    ]
    assert scenarios(sample.scenario())[0].endswith("(high)</summary>")


def test_the_riskiest_scenario_comes_first_and_what_is_in_a_test_says_so() -> None:
    report = build(sample.task(), "g")
    turned = report.model_copy(update={"scenarios": report.scenarios[::-1]})
    told = [line for line in section(turned, "Scenarios") if line.startswith(("<details>", "2 "))]
    assert told == [
        "2 scenarios, the riskiest first; 1 of them in delivered tests.",
        "<details><summary>Searching finds what it names (high, risk 0.62, in a test)</summary>",
        "<details><summary>Paging goes on (low, risk 0.30)</summary>",
    ]


def test_a_title_inside_a_tag_is_neither_html_nor_markdown() -> None:
    evil = "A_b & <img src=//x.test/i> @octocat http://evil.test"
    (line, *_) = scenarios(sample.scenario(title=evil))
    assert line.startswith(
        "<details><summary>A_b &amp; &lt;img src=//x.test/i&gt; @\u200boctocat http:\u200b//"
    )
