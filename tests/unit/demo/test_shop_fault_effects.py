"""Every planted bug changes what can be observed, in both skins; without it all is well.

A probe answers whether the shop behaves. Bugs in the browser's scripts are probed in test_shop_browser.py;
here it is checked that they change one script and nothing else.
"""

import re
from collections.abc import Awaitable, Callable
from html import unescape
from pathlib import Path

import pytest
from shopper import Shopper, shopper, total_of

import demo.shop
from demo.shop.faults import NAMES
from demo.shop.scripts import EDITS, script
from demo.shop.seed import DEMO_LOGINS, LOCKED_LOGINS
from demo.shop.settings import Settings, SkinKey

STATIC = Path(demo.shop.__file__).parent / "static"
Probe = Callable[[Shopper], Awaitable[bool]]
PROBES: dict[str, Probe] = {}


def probe(name: str) -> Callable[[Probe], Probe]:
    def keep(function: Probe) -> Probe:
        PROBES[name] = function
        return function

    return keep


@probe("search-ignores-query")
async def _search(shop: Shopper) -> bool:
    return await shop.listed(q="qqqq") == []


@probe("search-case-sensitive")
async def _search_case(shop: Shopper) -> bool:
    return bool(await shop.listed(q=shop.goods()[0].name.split()[0].lower()))


@probe("filter-ignored")
async def _filter(shop: Shopper) -> bool:
    wanted = shop.goods()[0].category
    return {shop.store.products[n].category for n in await shop.listed(category=wanted)} == {wanted}


@probe("sort-reversed")
async def _sort(shop: Shopper) -> bool:
    found = await shop.listed(sort=shop.skin.values["price_up"])
    prices = [shop.store.products[n].price for n in found]
    return prices == sorted(prices)


@probe("paging-repeats-page-1")
async def _paging(shop: Shopper) -> bool:
    return await shop.listed() != await shop.listed(page=2)


@probe("filter-lost-on-paging")
async def _paging_link(shop: Shopper) -> bool:
    wanted = shop.goods()[0].category
    page = await shop.text("catalogue", {"category": wanted})
    link = page.split('rel="next" href="')[1].split('"')[0]
    found = shop.numbers(unescape((await shop.http.get(link)).text))
    return {shop.store.products[n].category for n in found} == {wanted}


@probe("product-page-wrong-price")
async def _price(shop: Shopper) -> bool:
    item = shop.goods()[0]
    page = await shop.text("product", product_id=item.id)
    return f">{shop.skin.money(item.price)}</p>" in page


@probe("hover-menu-wrong-link")
async def _menu(shop: Shopper) -> bool:
    slugs = list(shop.skin.goods["categories"])
    field = shop.skin.fields["category"]
    return (await shop.text("home")).count(f"{field}={slugs[1]}") == 1


@probe("cart-total-wrong")
async def _total(shop: Shopper) -> bool:
    item = next(one for one in shop.goods() if one.price > 2500)
    await shop.put(item, 3)
    return await shop.total() == shop.skin.money(3 * item.price)


@probe("quantity-not-updated")
async def _quantity(shop: Shopper) -> bool:
    item = shop.goods()[0]
    await shop.put(item)
    before = await shop.total()
    await shop.post("cart_update", {"product": item.id, "quantity": 3})
    return await shop.total() != before


@probe("remove-removes-nothing")
async def _remove(shop: Shopper) -> bool:
    item = shop.goods()[0]
    await shop.put(item)
    await shop.post("cart_remove", {"product": item.id})
    return shop.skin.words["cart_empty"] in await shop.text("cart")


@probe("discount-applied-twice")
async def _discount(shop: Shopper) -> bool:
    item = next(one for one in shop.goods() if one.price > 7000)
    await shop.put(item)
    await shop.post("cart_discount", {"code": shop.skin.site["code"]})
    return await shop.total() == shop.skin.money(item.price - item.price // 10)


@probe("stock-limit-ignored")
async def _stock(shop: Shopper) -> bool:
    item = shop.goods()[0]
    return not (await shop.put(item, item.stock + 1))["ok"]


@probe("checkout-accepts-empty-card")
async def _card(shop: Shopper) -> bool:
    await shop.put(shop.goods()[0])
    return (await shop.checkout(card="")).status_code == 422


@probe("checkout-skips-email-validation")
async def _email(shop: Shopper) -> bool:
    await shop.put(shop.goods()[0])
    return (await shop.checkout(email="nobody")).status_code == 422


@probe("express-delivery-free")
async def _express(shop: Shopper) -> bool:
    item = next(one for one in shop.goods() if one.price > 5000)
    await shop.put(item)
    page = unescape((await shop.checkout(delivery=shop.skin.values["express"])).text)
    return total_of(page, shop) == shop.skin.money(item.price + 990)


@probe("order-loses-an-item")
async def _lost(shop: Shopper) -> bool:
    one, two = shop.goods()[:2]
    await shop.put(one)
    await shop.put(two)
    return two.name in unescape((await shop.checkout()).text)


@probe("order-history-500")
async def _history(shop: Shopper) -> bool:
    await shop.sign_in()
    return (await shop.get("orders")).status_code == 200


@probe("sign-in-error-hidden")
async def _error(shop: Shopper) -> bool:
    return shop.skin.words["error_sign_in"] in (await shop.sign_in(secret="guess")).text


@probe("locked-account-admitted")
async def _locked(shop: Shopper) -> bool:
    login = LOCKED_LOGINS[shop.skin.key]
    return shop.skin.words["sign_out"] not in (await shop.sign_in(login.email, login.secret)).text


@probe("sign-in-empties-cart")
async def _emptied(shop: Shopper) -> bool:
    item = shop.goods()[0]
    await shop.put(item)
    await shop.sign_in()
    return item.name in await shop.text("cart")


@probe("sign-out-keeps-session")
async def _kept(shop: Shopper) -> bool:
    await shop.sign_in()
    await shop.post("sign_out", {})
    return DEMO_LOGINS[shop.skin.key].email not in await shop.text("profile")


@probe("profile-not-saved")
async def _profile(shop: Shopper) -> bool:
    await shop.sign_in()
    await shop.post("profile", {"name": "Someone", "city": "Otherplace"})
    return 'value="Otherplace"' in await shop.text("profile")


@probe("delete-deletes-neighbour")
async def _deleted(shop: Shopper) -> bool:
    await shop.sign_in()
    chosen, neighbour = sorted(shop.store.products)[:2]
    await shop.http.delete(shop.skin.path("api_admin_product", product_id=chosen))
    return chosen not in shop.store.products and neighbour in shop.store.products


@probe("created-product-vanishes")
async def _created(shop: Shopper) -> bool:
    await shop.sign_in()
    new = {"name": "Brass Bell", "price": "12", "stock": "1"}
    assert (await shop.http.post(shop.skin.path("api_admin_products"), json=new)).status_code == 201
    return bool((await shop.get("api_admin_products", {"q": "Brass Bell"})).json()["rows"])


@probe("contact-accepts-empty-message")
async def _contact(shop: Shopper) -> bool:
    form = {"name": "A", "email": "a@b.test", "message": ""}
    return (await shop.post("contact", form)).status_code == 422


def test_every_fault_is_probed_once() -> None:
    assert set(PROBES) | set(EDITS) == NAMES
    assert not set(PROBES) & set(EDITS)


@pytest.mark.parametrize("skin", ["1", "2"])
@pytest.mark.parametrize("name", sorted(PROBES))
async def test_the_fault_breaks_what_works_without_it(name: str, skin: SkinKey) -> None:
    assert await PROBES[name](shopper(skin))
    assert not await PROBES[name](shopper(skin, name))


@pytest.mark.parametrize("name", sorted(EDITS))
def test_a_fault_in_the_browser_changes_one_script(name: str) -> None:
    healthy, faulty = Settings(), Settings(fault=name)
    changed = [path.name for path in STATIC.glob("*.js") if script(path, healthy) != script(path, faulty)]
    assert changed == [EDITS[name].file]


@pytest.mark.parametrize("name", ["cart-total-wrong", "toast-missing"])
async def test_no_page_tells_which_fault_is_planted(name: str) -> None:
    shop = shopper("1", name)
    served = [await shop.text(route) for route in ("home", "catalogue", "cart", "sign_in", "help")]
    served += [(await shop.http.get(f"/static/{path.name}")).text for path in STATIC.glob("*.js")]
    assert not any(name in text or re.search(r"\bfault", text, re.IGNORECASE) for text in served)
