"""An element as page maps hold it."""

import pytest
from pydantic import ValidationError

from agents.domain.element import Element, Purpose

_OLD = {
    "id": "e1",
    "role": "button",
    "name": "Save",
    "tag": "button",
    "kind": "native",
    "locator": None,
    "target": None,
    "visible": True,
    "enabled": True,
    "confidence": 1.0,
    "found_by": ["native"],
}


def test_an_element_of_an_older_page_map_is_read() -> None:
    element = Element.model_validate(_OLD)
    assert element.purpose is Purpose.OTHER
    assert element.purpose_confidence is None


@pytest.mark.parametrize(
    "wrong", [{"found_by": []}, {"confidence": 1.01}, {"purpose_confidence": -0.1}, {"kind": "magic"}]
)
def test_an_element_without_a_reason_or_beyond_certainty_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=next(iter(wrong))):
        Element.model_validate(_OLD | wrong)
