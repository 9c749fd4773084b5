"""Whatever is sent, the shop answers, and its memory stays small."""

import pytest
from shopper import Shopper, shopper

from demo.shop import store as store_module
from demo.shop.settings import Settings, SkinKey

GARBAGE = (
    "",
    "-1",
    "0",
    "9" * 40,
    "1e9",
    "NaN",
    "½",
    "\x00",
    "../../etc",
    "<script>",
    "é" * 300,
    "٣",
    "{{7*7}}",
)

BODIES = (
    *(b"", b"{", b"[]", b"null", b'"x"', b"\xff", b'{"a":' * 9999),
    b'{"product": {}, "quantity": []}',
    b'{"email": "\\ud800@a.b"}',
    b'{"name": "\\ud800", "price": 3, "stock": 2, "category": {}}',
)


@pytest.fixture(params=["1", "2"])
def visitor(request: pytest.FixtureRequest) -> Shopper:
    return shopper(request.param)


@pytest.mark.parametrize("junk", GARBAGE)
async def test_garbage_in_forms_and_addresses_is_never_a_server_error(visitor: Shopper, junk: str) -> None:
    await visitor.put(visitor.goods()[0])
    await visitor.sign_in()
    fields = visitor.skin.fields
    for route, path in visitor.skin.routes.items():
        if route == "sign_out":
            continue
        address = path.replace("{product_id}", "4001").replace("{slug}", "x").replace("{number}", "x")
        for answer in (
            await visitor.http.get(address, params=dict.fromkeys(fields.values(), junk)),
            await visitor.http.post(address, data=dict.fromkeys(fields.values(), junk)),
            await visitor.http.put(address, json={"name": junk, "price": junk, "stock": junk}),
        ):
            assert answer.status_code < 500, (route, answer.request.method)


@pytest.mark.parametrize("body", BODIES)
async def test_garbage_in_json_is_never_a_server_error(visitor: Shopper, body: bytes) -> None:
    await visitor.sign_in()
    for route in ("api_cart", "api_newsletter", "api_admin_products"):
        assert (await visitor.http.post(visitor.skin.path(route), content=body)).status_code < 500
    assert (await visitor.get("catalogue", {"page": 99})).status_code == 200


async def test_odd_paths_and_form_types(visitor: Shopper) -> None:
    for path in ("/x", "/%ff", "/products/%00", "/artikel/-1", "/static/../app.py", "/static/no.js"):
        assert (await visitor.http.get(path)).status_code in {404, 405}, path
    cart = visitor.skin.path("cart_add")
    broken = {"content-type": "multipart/form-data; boundary=x"}
    assert (await visitor.http.post(cart, content=b"--x\r\nbad", headers=broken)).status_code < 500
    named = visitor.skin.fields["product"]
    assert (await visitor.http.post(cart, files={named: b"file"})).status_code == 404


async def test_the_home_page_survives_an_empty_shop(visitor: Shopper) -> None:
    visitor.store.products.clear()
    assert (await visitor.get("home")).status_code == 200


async def test_memory_is_bounded(visitor: Shopper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MAX_SESSIONS", 5)
    monkeypatch.setattr(store_module, "MAX_ORDERS", 40)
    monkeypatch.setattr(store_module, "MAX_CREATED", 3)
    store = visitor.store
    for number in range(60):
        await visitor.put(visitor.goods()[0])
        await visitor.checkout()
        store.create(f"Thing {number}", "x", 100, 1)
        store.session(None)
        store.session(visitor.http.cookies.get("visit"))
    assert len(store.sessions) <= 5
    assert len(store.orders) <= 40
    assert len(store.products) == 243
    assert "Thing 59" in [product.name for product in store.products.values()]


@pytest.mark.parametrize("skin", ["1", "2"])
def test_two_shops_start_the_same(skin: SkinKey) -> None:
    one, two = shopper(skin).store, shopper(skin).store
    assert one.products == two.products
    assert one.orders == two.orders
    assert one.users == two.users


def test_a_misspelt_fault_in_the_code_is_refused() -> None:
    with pytest.raises(ValueError, match="no such fault"):
        Settings().broken("cart-total-wong")
