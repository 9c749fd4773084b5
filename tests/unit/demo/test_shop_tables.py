"""The two skins are complete, and different in more than a word."""

from demo.shop.skin import load_skin

ONE, TWO = load_skin("1"), load_skin("2")


def test_both_have_the_same_entries() -> None:
    for table in ("site", "routes", "fields", "values", "words"):
        assert set(getattr(ONE, table)) == set(getattr(TWO, table)), table


def test_words_addresses_and_fields_differ() -> None:
    for table, shared in (("routes", {"home"}), ("words", set()), ("fields", {"name"})):
        same = {key for key, value in getattr(ONE, table).items() if getattr(TWO, table)[key] == value}
        assert same == shared, table


def test_each_has_240_products_and_ten_people() -> None:
    for skin in (ONE, TWO):
        kinds = [len(row["kinds"]) * len(row["ranges"]) for row in skin.goods["categories"].values()]
        assert (len(kinds), sum(kinds)) == (8, 240)
        assert len(skin.people["users"]) == 10


def test_prices_are_written_as_customers_write_them() -> None:
    assert (ONE.money(123450), ONE.money(-5)) == ("£1,234.50", "-£0.05")
    assert TWO.money(123450) == "1.234,50 €"
