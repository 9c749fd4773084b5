"""Buttons that change what is stored and take no input are told."""

from tests.unit.agents.requirements.rules.support import refusals

CASE = """
page /cases/1 title=Case pattern=/cases/:id
heading Case
form Case {purpose} {method} action=/cases/1/close
{field}
submit "Close case"
page /cases/2 title=Case pattern=/cases/:id
heading Case
form Case {purpose} {method} action=/cases/2/close
submit "Close case"
"""
TOLD = "using “Close case” on “Case”: it changes what is stored, and no way to set that back was observed"


def told(purpose: str = "submit", method: str = "post", field: str = "") -> list[str]:
    found = refusals(CASE.format(purpose=purpose, method=method, field=field))
    return [one for one in found if one.startswith("using")]


def test_once_for_each_kind_of_page() -> None:
    assert told() == [TOLD]


def test_not_what_reads_or_what_other_rules_look_at() -> None:
    assert not told(method="get")
    assert not told(purpose="sign-out")
    assert not told(purpose="delete")
