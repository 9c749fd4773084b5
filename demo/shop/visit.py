"""One request: who asks, what they sent (parsed here and nowhere else), and ways to answer."""

import json
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from demo.shop import basket
from demo.shop.model import Product, User
from demo.shop.rules import whole
from demo.shop.store import Store

COOKIE = "visit"
LONGEST_INPUT = 2_000


class Visit:
    """What a handler needs, and all it needs."""

    def __init__(self, request: Request, store: Store, templates: Environment) -> None:
        self.request = request
        self.store = store
        self.skin = store.skin
        self.settings = store.settings
        self.templates = templates
        self.session = store.session(request.cookies.get(COOKIE))

    @property
    def user(self) -> User | None:
        """Who is signed in."""
        return self.store.user(self.session)

    def query(self, field: str) -> str:
        """A value from the address, by the field's own name."""
        return self.request.query_params.get(self.skin.fields[field], "")[:LONGEST_INPUT]

    async def form(self) -> dict[str, str]:
        """A submitted form under the fields' own names; what is not text is as good as missing."""
        async with self.request.form() as sent:
            own = {name: sent.get(shown, "") for name, shown in self.skin.fields.items()}
        return {name: value[:LONGEST_INPUT] if isinstance(value, str) else "" for name, value in own.items()}

    async def body(self) -> Mapping[str, Any]:
        """A JSON object that was sent; anything else is refused."""
        try:
            sent = json.loads(await self.request.body())
        except (ValueError, RecursionError) as error:
            raise HTTPException(400, "not JSON") from error
        if not isinstance(sent, dict):
            raise HTTPException(400, "not an object")
        return {name: _encodable(value) for name, value in sent.items()}

    def product(self, text: object) -> Product:
        """The product of an id; nothing else is found."""
        number = whole(text, 0, 9_999_999)
        found = self.store.products.get(number) if number is not None else None
        if found is None:
            raise HTTPException(404)
        return found

    def page(self, template: str, *, status: int = 200, **data: object) -> Response:
        """A whole page."""
        flash, self.session.flash = self.session.flash, []
        html = self.templates.get_template(template).render(
            user=self.user,
            cart_count=basket.count(self.session, self.store.products),
            flash=flash,
            head=self.settings.head,
            broken=self.settings.broken,
            here=self.request.url.path,
            wishes=len(self.session.wishes),
            **data,
        )
        return self.sealed(HTMLResponse(html, status_code=status))

    def json(self, data: object, status: int = 200) -> Response:
        """An answer for a script."""
        return self.sealed(JSONResponse(data, status_code=status))

    def go(self, route: str, *, say: str | None = None, **params: object) -> Response:
        """Send the visitor on after a form, perhaps with a message for the next page."""
        return self.go_to(self.skin.path(route, **params), say=say)

    def go_to(self, address: str, *, say: str | None = None) -> Response:
        """As `go`, to an address on this site."""
        if say:
            self.session.flash = [*self.session.flash[-2:], say]
        return self.sealed(RedirectResponse(address, status_code=303))

    def sealed(self, response: Response) -> Response:
        """Keep the visit by cookie."""
        if self.request.cookies.get(COOKIE) != self.session.id:
            response.set_cookie(COOKIE, self.session.id, httponly=True, samesite="lax")
        response.headers["cache-control"] = "no-store"
        return response


def _encodable(value: object) -> object:
    """Half of a surrogate pair is legal in JSON, but no page could ever show it."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
