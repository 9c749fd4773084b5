"""Which fields search, and which only happen to be called so."""

import pytest

from agents.browser.searching import field_meanings
from agents.domain.page import FieldMeaning
from tests.unit.agents.browser.test_understand import field, form

Q = {"label": "Your question", "name": "q", "placeholder": "Type a question"}


@pytest.mark.parametrize(
    ("fields", "sent", "button", "meaning"),
    [
        (Q, {"method": "script"}, "Ask", FieldMeaning.TEXT),
        (Q, {"method": "post"}, "Go", FieldMeaning.TEXT),
        (Q, {"method": "script", "declares": "post"}, "", FieldMeaning.TEXT),
        (Q, {"method": "get"}, "Ask", FieldMeaning.SEARCH),
        (Q, {"method": "script", "declares": "get"}, "Ask", FieldMeaning.SEARCH),
        (Q, {"method": "script"}, "Go", FieldMeaning.SEARCH),
        (Q, {"method": "script"}, "", FieldMeaning.SEARCH),
        (Q, {"method": "post"}, "Search", FieldMeaning.SEARCH),
        (Q, {"method": "script", "role": "search"}, "Ask", FieldMeaning.SEARCH),
        ({**Q, "type": "search"}, {"method": "post"}, "Ask", FieldMeaning.SEARCH),
        ({**Q, "label": "検索"}, {"method": "post"}, "", FieldMeaning.SEARCH),
        ({"label": "Message to us", "name": "q"}, {"method": "post"}, "Ask", FieldMeaning.LONG_TEXT),
    ],
)
def test_a_mere_name_searches_only_where_a_form_reads(
    fields: dict[str, object], sent: dict[str, object], button: str, meaning: FieldMeaning
) -> None:
    asked = form(fields=(field(**fields),), **sent)
    assert field_meanings(asked, [button]) == [meaning]


def test_a_form_that_posts_more_than_one_text_does_not_search() -> None:
    found_us, name = field(label="How did you find us?"), field(label="Your name")
    sent = form(fields=(found_us, name), method="post")
    assert field_meanings(sent, ["Send"]) == [FieldMeaning.TEXT, FieldMeaning.NAME]
    assert field_meanings(form(fields=(found_us,), method="post"), ["Send"]) == [FieldMeaning.SEARCH]
