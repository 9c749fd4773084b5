"""A secret is found however it is spelled (promise 7)."""

import html
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.security.spellings import Spellings

VALUES = st.text(
    st.characters(codec="utf-8", exclude_characters="*", exclude_categories=("Cs", "Cc")),
    min_size=6,
    max_size=24,
)
SPELLERS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "address": quote,
    "address, all of it": lambda value: quote(value, safe=""),
    "form": quote_plus,
    "address in an address": lambda value: quote(quote(value, safe=""), safe=""),
    "every byte": lambda value: "".join(f"%{byte:02X}" for byte in value.encode()),
    "json": lambda value: json.dumps(value)[1:-1],
    "json in UTF-8": lambda value: json.dumps(value, ensure_ascii=False)[1:-1],
    "json in json": lambda value: json.dumps(json.dumps(value))[3:-3],
    "json, all of it": lambda value: "".join(
        f"\\u{value.encode('utf-16-be').hex()[at : at + 4]}"
        for at in range(0, len(value.encode("utf-16-be").hex()), 4)
    ),
    "javascript": lambda value: "".join(f"\\u{{{ord(each):X}}}" for each in value),
    "html": html.escape,
    "html in html": lambda value: html.escape(html.escape(value)),
    "html, decimal": lambda value: "".join(f"&#{ord(each)};" for each in value),
    "html, hexadecimal": lambda value: "".join(f"&#x{ord(each):04X};" for each in value),
    "json of html": lambda value: json.dumps(html.escape(value))[1:-1],
    "hexadecimal": lambda value: value.encode().hex(),
    "UTF-16 read as ASCII": lambda value: (
        value.encode("utf-16-le").decode("latin-1") if value.isascii() else value
    ),
    "UTF-16 in json": lambda value: json.dumps("\0".join(value))[1:-1],
}

UNTIMED = settings(deadline=None, max_examples=40)


def masked(value: str, text: str) -> str:
    return Spellings(value).replaced(text, "***")


@pytest.mark.parametrize("name", SPELLERS)
@UNTIMED
@given(value=VALUES)
def test_nothing_of_a_secret_stays_and_all_around_it_does(name: str, value: str) -> None:
    text = masked(value, f"<a>{SPELLERS[name](value)}<b>")
    assert text.replace("\0", "") == "<a>***<b>"


@UNTIMED
@given(value=VALUES, data=st.data())
def test_every_character_may_be_spelled_in_its_own_way(value: str, data: st.DataObject) -> None:
    spellers = st.sampled_from([speller for name, speller in SPELLERS.items() if "UTF-16" not in name][:-2])
    spelled = "".join(data.draw(spellers)(character) for character in value)
    assert masked(value, f"<a>{spelled}<b>") == "<a>***<b>"


@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
@UNTIMED
@given(value=VALUES, before=st.binary(max_size=7), after=st.binary(max_size=7))
def test_base64_is_found_wherever_the_value_stands_in_it(
    encode: Callable[[bytes], bytes], value: str, before: bytes, after: bytes
) -> None:
    text = encode(before + value.encode() + after).decode()
    found = masked(value, f"Basic {text}.")
    assert found.startswith("Basic ")
    assert found.endswith(".")
    assert "***" in found
    first, last = found[len("Basic ") : -1].split("***", 1)[0], found[:-1].rsplit("***", 1)[1]
    # Six bits a digit: what is left cannot hold more than what stood before and after, and what fills up.
    filling = -8 * len(before + value.encode() + after) % 6 if after else 0
    assert len(first) * 6 <= len(before) * 8
    assert len(last.rstrip("=")) * 6 - filling <= len(after) * 8


def test_base64_within_an_address_is_found() -> None:
    value = "s\u00fb\u00fb?>>ret??"
    text = quote(b64encode(f"user:{value}".encode()).decode(), safe="")
    assert "%2" in text
    assert masked(value, f"/?auth={text}&x=1").endswith("***&x=1")


@pytest.mark.parametrize(
    "text", ["dHJ1ZQ", "74727565", "nothing of it, true or not", "\\u0074\\u0072 %74%72"]
)
def test_short_values_are_not_looked_for_where_chance_would_find_them(text: str) -> None:
    assert masked("trux", text) == text


@UNTIMED
@given(value=VALUES, text=st.text(st.characters(codec="ascii"), max_size=40))
def test_what_does_not_hold_the_value_is_left_as_it_is(value: str, text: str) -> None:
    found = masked(value, text)
    assert found == text or len(text) >= len(value)


def test_a_long_text_takes_no_long_time_whatever_it_is_made_of() -> None:
    """No speed is measured: a pattern that tries everything would not come back at all."""
    for text in ("\\" * 20_000, "%25" * 20_000, "&amp;" * 20_000, "A" * 200_000, "\0" * 20_000):
        assert masked("AAAAAAAAAAAAAAA!", text) == text
