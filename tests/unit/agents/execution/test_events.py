import pytest

from agents.execution.events import Begun, Broken, Ended, parse_event


def test_a_line_of_the_reporter_is_an_event() -> None:
    begun = parse_event('{"event":"begin","tests":[{"file":"a.spec.ts","titles":["F","T"],"repeat":1}]}')
    assert isinstance(begun, Begun)
    assert (begun.tests[0].title, begun.tests[0].key) == ("T", ("a.spec.ts", ("F", "T")))
    ended = parse_event(
        '{"event":"end","file":"a","titles":[],"repeat":0,"status":"timedOut","duration_ms":1.5}'
    )
    assert isinstance(ended, Ended)
    assert (ended.title, ended.status, ended.errors) == ("", "timedOut", ())
    assert ended.expected == "passed"
    assert parse_event('{"event":"error","message":"x"}') == Broken(event="error", message="x")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Running 3 tests",
        "{}",
        '{"event":"end"}',
        '{"event":"unknown"}',
        '{"event":',
        ' {"event":"error"}',
    ],
)
def test_any_other_line_is_none(line: str) -> None:
    assert parse_event(line) is None
