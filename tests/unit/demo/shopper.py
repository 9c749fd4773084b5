"""Someone who uses the shop through HTTP, in either skin."""

import re
from html import unescape

import httpx

from demo.shop.app import create_app
from demo.shop.model import Product
from demo.shop.seed import DEMO_LOGINS
from demo.shop.settings import Settings, SkinKey, Version
from demo.shop.store import Store

CARD = {"card": "4242 4242 4242 4242", "expiry": "12/49", "cvc": "123"}
ADDRESS = {"name": "Mara Field", "email": "mara@example.test", "street": "1 Pier", "city": "Hull"}
ORDER = {**ADDRESS, **CARD, "postcode": "HU1 1AA", "days": "3", "terms": "1"}


class Shopper:
    """A visit; `again` opens another one to the same shop."""

    def __init__(self, settings: Settings, app: object = None) -> None:
        self.settings = settings
        self.app = app or create_app(settings)
        self.store: Store = self.app.state.store  # type: ignore[attr-defined]
        self.skin = self.store.skin
        transport = httpx.ASGITransport(app=self.app)  # type: ignore[arg-type]
        self.http = httpx.AsyncClient(
            transport=transport, base_url="http://shop", follow_redirects=True, trust_env=False
        )

    def again(self) -> "Shopper":
        return Shopper(self.settings, self.app)

    async def get(
        self, route: str, query: dict[str, object] | None = None, **params: object
    ) -> httpx.Response:
        named = {self.skin.fields[name]: str(value) for name, value in (query or {}).items()}
        return await self.http.get(self.skin.path(route, **params), params=named)

    async def text(self, route: str, query: dict[str, object] | None = None, **params: object) -> str:
        return unescape((await self.get(route, query, **params)).text)

    async def post(self, route: str, form: dict[str, object]) -> httpx.Response:
        named = {self.skin.fields[name]: str(value) for name, value in form.items()}
        return await self.http.post(self.skin.path(route), data=named)

    async def sign_in(self, email: str = "", secret: str = "") -> httpx.Response:
        login = DEMO_LOGINS[self.skin.key]
        return await self.post("sign_in", {"email": email or login.email, "password": secret or login.secret})

    def goods(self) -> list[Product]:
        """Products that can be bought, in the order of their numbers."""
        return [item for _, item in sorted(self.store.products.items()) if item.stock]

    async def put(self, product: Product, quantity: int = 1) -> dict[str, object]:
        sent = {"product": str(product.id), "quantity": quantity}
        return (await self.http.post(self.skin.path("api_cart"), json=sent)).json()

    async def listed(self, **query: object) -> list[int]:
        """The numbers of the products on a page of the list."""
        return self.numbers(await self.text("catalogue", query))

    def numbers(self, page: str) -> list[int]:
        path = re.escape(self.skin.path("product", product_id="X")).replace("X", r"(\d+)")
        return [int(number) for number in re.findall(f'href="{path}"', page)]

    async def total(self) -> str:
        return total_of(await self.text("cart"), self)

    async def checkout(self, **changes: object) -> httpx.Response:
        return await self.post("checkout", {**ORDER, **changes})


def total_of(page: str, shopper: Shopper) -> str:
    found = re.search(rf'data-testid="{shopper.skin.site["tid_total"]}">([^<]+)<', page)
    return found[1] if found else ""


def shopper(skin: SkinKey, fault: str | None = None, version: Version = "base") -> Shopper:
    return Shopper(Settings(version=version, skin=skin, fault=fault, late_seconds=0))
