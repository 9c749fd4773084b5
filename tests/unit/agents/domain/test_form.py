"""Forms and fields as page maps hold them."""

import pytest
from pydantic import ValidationError

from agents.domain.form import FieldMeaning, Form, FormField

_FIELD = {"element": "e1", "name": "q", "label": "Search", "meaning": "search", "type": "search"}
_FORM = {
    "id": "f1",
    "name": "Search",
    "purpose": "search",
    "confidence": 0.9,
    "method": "get",
    "fields": [_FIELD],
    "submit": None,
}


def test_a_form_of_an_older_page_map_is_read() -> None:
    form = Form.model_validate(_FORM)
    assert form.fields[0].meaning is FieldMeaning.SEARCH
    assert form.fields[0].confidence is None


def test_a_meaning_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValidationError, match="meaning"):
        FormField.model_validate(_FIELD | {"meaning": "shoe size"})


@pytest.mark.parametrize("wrong", [{"method": "put"}, {"confidence": 2}])
def test_a_form_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        Form.model_validate(_FORM | wrong)
