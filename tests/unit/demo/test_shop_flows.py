"""What people do in the shop, in both skins."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from shopper import Shopper, shopper

from demo.shop import accounts
from demo.shop.catalogue import PAGE_SIZE
from demo.shop.model import Session
from demo.shop.seed import DEMO_LOGINS, LOCKED_LOGINS
from demo.shop.settings import SkinKey

PLAIN = (
    "home",
    "catalogue",
    "cart",
    "sign_in",
    "collections",
    "guides",
    "help",
    "help_widget",
    "about",
    "terms",
)


@pytest.fixture(params=["1", "2"])
def visitor(request: pytest.FixtureRequest) -> Shopper:
    return shopper(request.param)


async def test_every_plain_page_answers_with_one_heading_or_a_frame(visitor: Shopper) -> None:
    for route in (*PLAIN, "contact"):
        answer = await visitor.get(route)
        assert answer.status_code == 200, route
        assert answer.text.count("<h1") == (0 if route == "help_widget" else 1), route


async def test_the_only_way_out_is_to_example_com(visitor: Shopper) -> None:
    pages = [await visitor.text(route) for route in PLAIN]
    outside = {link for page in pages for link in re.findall(r'(?:href|src)="(https?://[^"]+)"', page)}
    assert outside == {"https://example.com/"}


async def test_search_filter_sort_and_paging(visitor: Shopper) -> None:
    goods = visitor.store.products
    word = visitor.goods()[0].name.split()[0]
    found = await visitor.listed(q=word.upper())
    assert found
    assert all(word.casefold() in f"{goods[n].name} {goods[n].description}".casefold() for n in found)
    category = visitor.goods()[0].category
    assert {goods[n].category for n in await visitor.listed(category=category)} == {category}
    cheap = await visitor.listed(sort=visitor.skin.values["price_up"], min=20, max="30")
    prices = [goods[n].price for n in cheap]
    assert prices == sorted(prices)
    assert all(2000 <= price <= 3000 for price in prices)
    first, second = await visitor.listed(), await visitor.listed(page=2)
    assert len(first) == PAGE_SIZE
    assert not set(first) & set(second)


async def test_nothing_found_says_so(visitor: Shopper) -> None:
    assert visitor.skin.words["nothing_found"] in await visitor.text("catalogue", {"q": "qqqq"})


async def test_product_page_and_its_reviews(visitor: Shopper) -> None:
    product = visitor.goods()[0]
    page = await visitor.text("product", product_id=product.id)
    assert product.name in page
    assert visitor.skin.money(product.price) in page
    assert len((await visitor.get("api_reviews", product_id=product.id)).json()) >= 2
    assert (await visitor.get("product", product_id=999999)).status_code == 404


async def test_a_new_visit_has_an_empty_cart(visitor: Shopper) -> None:
    await visitor.put(visitor.goods()[0])
    assert visitor.skin.words["cart_empty"] in await visitor.again().text("cart")


async def test_cart_quantity_discount_and_removal(visitor: Shopper) -> None:
    item = next(one for one in visitor.goods() if one.price > 2500)
    assert (await visitor.put(item, 2))["count"] == 2
    assert await visitor.total() == visitor.skin.money(2 * item.price)
    await visitor.post("cart_update", {"product": item.id, "quantity": 3})
    await visitor.post("cart_discount", {"code": visitor.skin.site["code"].lower()})
    whole = 3 * item.price
    assert await visitor.total() == visitor.skin.money(whole - whole // 10)
    await visitor.post("cart_remove", {"product": item.id})
    assert visitor.skin.words["cart_empty"] in await visitor.text("cart")


async def test_no_more_than_there_is_in_stock(visitor: Shopper) -> None:
    item = visitor.goods()[0]
    answer = await visitor.put(item, item.stock + 1)
    assert (answer["ok"], answer["count"]) == (False, 0)


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("email", "nobody", "error_email"),
        ("card", "1234", "error_card"),
        ("expiry", "01/20", "error_expired"),
        ("days", "15", "error_days"),
        ("postcode", "!", "error_postcode"),
        ("street", "  ", "error_required"),
        ("terms", "", "error_terms"),
    ],
)
async def test_checkout_names_the_wrong_field(
    visitor: Shopper, field: str, value: str, complaint: str
) -> None:
    await visitor.put(visitor.goods()[0])
    answer = await visitor.checkout(**{field: value})
    assert answer.status_code == 422
    assert visitor.skin.words[complaint] in unescape(answer.text)


async def test_an_order_is_confirmed_and_found_in_the_history(visitor: Shopper) -> None:
    await visitor.sign_in()
    item = visitor.goods()[3]
    await visitor.put(item, 2)
    answer = await visitor.checkout(delivery=visitor.skin.values["express"])
    assert visitor.skin.words["thanks"] in answer.text
    assert visitor.skin.money(2 * item.price + 990) in unescape(answer.text)
    number = str(answer.url).rsplit("/", 1)[1]
    assert number in await visitor.text("orders")
    assert item.name in await visitor.text("order", number=number)
    assert (await visitor.again().get("confirmation", number=number)).status_code == 404


async def test_sign_in_right_wrong_missing_and_out(visitor: Shopper) -> None:
    words = visitor.skin.words
    assert words["error_sign_in"] in (await visitor.sign_in(secret="guess")).text
    assert words["error_sign_in"] in (await visitor.sign_in(email="nobody@example.test")).text
    assert words["error_required"] in (await visitor.post("sign_in", {"email": "", "password": ""})).text
    assert words["sign_out"] in (await visitor.sign_in()).text
    assert words["goodbye"] in (await visitor.post("sign_out", {})).text
    assert words["sign_out"] not in await visitor.text("home")


async def test_sign_in_leads_back_to_where_it_was_asked_for(visitor: Shopper) -> None:
    asked = await visitor.get("orders")
    wanted = asked.url.params[visitor.skin.fields["next"]]
    login = DEMO_LOGINS[visitor.skin.key]
    form = {"email": login.email, "password": login.secret}
    assert (await visitor.post("sign_in", {**form, "next": wanted})).url.path == visitor.skin.path("orders")
    stranger = visitor.again()
    answer = await stranger.post("sign_in", {**form, "next": "//evil.test/"})
    assert answer.url.host == "shop"


async def test_accounts_lock_after_five_failures_for_a_quarter_of_an_hour(visitor: Shopper) -> None:
    login = DEMO_LOGINS[visitor.skin.key]
    store, visit, now = visitor.store, Session("s"), datetime.now(UTC)
    outcomes = [accounts.sign_in(store, visit, login.email, "no", now) for _ in range(5)]
    assert outcomes == ["wrong"] * 4 + ["locked"]
    assert accounts.sign_in(store, visit, login.email, login.secret, now) == "locked"
    assert accounts.sign_in(store, visit, login.email, login.secret, now + timedelta(minutes=16)) == "ok"


async def test_unknown_names_never_lock_and_the_locked_account_stays_locked(visitor: Shopper) -> None:
    for _ in range(8):
        answer = await visitor.sign_in(email="nobody@example.test")
    assert visitor.skin.words["error_sign_in"] in answer.text
    locked = LOCKED_LOGINS[visitor.skin.key]
    assert visitor.skin.words["error_locked"] in (await visitor.sign_in(locked.email, locked.secret)).text


async def test_profile_is_kept_and_checked(visitor: Shopper) -> None:
    await visitor.sign_in()
    await visitor.post(
        "profile", {"name": "New Name", "city": "Otherplace", "phone": "", "birth_year": "1990"}
    )
    assert 'value="Otherplace"' in await visitor.text("profile")
    wrong = await visitor.post("profile", {"name": "N", "phone": "abc", "birth_year": "1800"})
    assert visitor.skin.words["error_phone"] in wrong.text
    assert visitor.skin.words["error_birth_year"] in wrong.text


async def test_administration_is_for_staff(visitor: Shopper) -> None:
    customer = visitor.skin.people["users"][1]
    assert (await visitor.get("admin")).url.path == visitor.skin.path("sign_in")
    assert (await visitor.get("api_admin_products")).status_code == 401
    await visitor.sign_in(customer["email"], customer["secret"])
    assert (await visitor.get("admin")).status_code == 403
    assert (await visitor.get("api_admin_products")).status_code == 403


async def test_create_edit_and_delete_a_product(visitor: Shopper) -> None:
    await visitor.sign_in()
    new = {"name": "Brass Bell", "price": "12,50", "stock": "4"}
    made = (await visitor.http.post(visitor.skin.path("api_admin_products"), json=new)).json()["row"]
    assert made["price"] == "12.50"
    path = visitor.skin.path("api_admin_product", product_id=made["id"])
    await visitor.http.put(path, json={**new, "name": "Tin Bell"})
    rows = (await visitor.get("api_admin_products", {"q": "bell", "page": 99})).json()["rows"]
    assert "Tin Bell" in [row["name"] for row in rows]
    assert (await visitor.http.delete(path)).status_code == 200
    assert (await visitor.http.delete(path)).status_code == 404
    wrong = await visitor.http.post(visitor.skin.path("api_admin_products"), json={**new, "price": "free"})
    assert (wrong.status_code, wrong.json()["error"]) == (422, visitor.skin.words["error_price"])


async def test_help_newsletter_contact_guides_and_collections(visitor: Shopper) -> None:
    words, texts = visitor.skin.words, visitor.skin.texts
    first = texts["answers"][0]
    hits = (await visitor.get("api_help", {"q": first["q"].split()[-1].strip("?").upper()})).json()
    assert first["q"] in [row["q"] for row in hits]
    letter = visitor.skin.path("api_newsletter")
    assert (await visitor.http.post(letter, json={"email": "a@b.test"})).status_code == 200
    assert (await visitor.http.post(letter, json={"email": "a"})).json()["error"] == words["error_email"]
    form = {"name": "A", "email": "a@b.test", "message": "Hello"}
    assert words["contact_thanks"] in (await visitor.post("contact", form)).text
    assert words["error_required"] in (await visitor.post("contact", {**form, "message": ""})).text
    for slug in texts["guides"]:
        assert (await visitor.get("api_guide", slug=slug)).json()["paragraphs"]
    for slug in texts["collections"]:
        assert (await visitor.get("collection", slug=slug)).status_code == 200
        assert len((await visitor.get("api_collection", slug=slug)).json()["items"]) == 6


@pytest.mark.parametrize("skin", ["1", "2"])
async def test_the_pull_request_adds_wishes_wrapping_a_filter_and_rewords_a_heading(skin: SkinKey) -> None:
    base, head = shopper(skin), shopper(skin, version="head")
    words, item = head.skin.words, head.goods()[0]
    assert words["featured_title"] in await base.text("home")
    assert words["featured_head"] in await head.text("home")
    assert (await base.get("wishlist")).status_code == 404
    assert words["wish_remove"] in (await head.post("wishlist_toggle", {"product": item.id})).text
    assert item.name in await head.text("wishlist")
    sold_out = next(one for one in head.store.products.values() if not one.stock)
    assert sold_out.id in await base.listed(q=sold_out.name, in_stock="1")
    assert sold_out.id not in await head.listed(q=sold_out.name, in_stock="1")
    for visitor, extra in ((base, 0), (head, 350)):
        await visitor.put(item)
        answer = await visitor.checkout(gift="1", delivery=visitor.skin.values["express"])
        assert visitor.skin.money(item.price + 990 + extra) in unescape(answer.text)
