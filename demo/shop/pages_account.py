"""Signing in and out, past orders, the profile."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from demo.shop import accounts, rules
from demo.shop.model import User
from demo.shop.routing import Rows
from demo.shop.visit import Visit

ACCOUNT_ROUTES = ("orders", "profile", "admin", "checkout")


def _next(visit: Visit, wanted: str) -> str:
    """Where to go after signing in: one of our own pages by name, never an address that was sent."""
    own = {visit.skin.routes[name] for name in ACCOUNT_ROUTES}
    return wanted if wanted in own else visit.skin.path("home")


def to_sign_in(visit: Visit) -> Response:
    """Ask for a sign-in, and remember where the visitor wanted to go."""
    back = visit.request.url.path
    return visit.go_to(f"{visit.skin.path('sign_in')}?{visit.skin.fields['next']}={back}")


async def sign_in(visit: Visit) -> Response:
    """The sign-in form."""
    if visit.user:
        return visit.go("profile")
    return _sign_in_page(visit, {"next": visit.query("next")}, {}, 200)


def _sign_in_page(visit: Visit, form: Mapping[str, str], errors: Mapping[str, str], status: int) -> Response:
    return visit.page("sign_in.html", status=status, form=form, errors=errors)


async def sign_in_submit(visit: Visit) -> Response:
    """Sign in, or say why not."""
    form = await visit.form()
    missing = {name: "error_required" for name in ("email", "password") if not form[name].strip()}
    if missing:
        return _sign_in_page(visit, form, missing, 422)
    outcome = accounts.sign_in(visit.store, visit.session, form["email"], form["password"])
    if outcome == "ok":
        name = visit.store.users[form["email"].strip().casefold()].name
        return visit.go_to(_next(visit, form["next"]), say=visit.skin.say("welcome", name=name.split()[0]))
    if visit.settings.broken("sign-in-error-hidden"):
        return _sign_in_page(visit, form, {}, 401)
    word = "error_locked" if outcome == "locked" else "error_sign_in"
    return _sign_in_page(visit, form, {"form": word}, 401)


async def sign_out(visit: Visit) -> Response:
    """Say goodbye."""
    accounts.sign_out(visit.store, visit.session)
    return visit.go("home", say=visit.skin.words["goodbye"])


async def orders(visit: Visit) -> Response:
    """Past orders, the newest first."""
    if visit.user is None:
        return to_sign_in(visit)
    if visit.settings.broken("order-history-500"):
        raise HTTPException(500)
    return visit.page("orders.html", orders=visit.store.orders_of(visit.user)[:20])


async def order(visit: Visit) -> Response:
    """One of one's own orders."""
    if visit.user is None:
        return to_sign_in(visit)
    found = visit.store.orders.get(visit.request.path_params["number"])
    if found is None or found.email != visit.user.email:
        raise HTTPException(404)
    return visit.page("order.html", order=found)


async def profile(visit: Visit) -> Response:
    """What the shop knows of a customer."""
    user = visit.user
    if user is None:
        return to_sign_in(visit)
    form = {"name": user.name, "phone": user.phone, "city": user.city, "birth_year": user.birth_year}
    form["newsletter"] = "1" if user.newsletter else ""
    return visit.page("profile.html", form=form, errors={}, rules=rules.PROFILE)


async def profile_submit(visit: Visit) -> Response:
    """Keep what a customer changed."""
    user = visit.user
    if user is None:
        return to_sign_in(visit)
    form = await visit.form()
    errors = rules.check(rules.PROFILE, form)
    if errors:
        return visit.page("profile.html", status=422, form=form, errors=errors, rules=rules.PROFILE)
    if not visit.settings.broken("profile-not-saved"):
        _keep(user, form)
    return visit.go("profile", say=visit.skin.words["profile_saved"])


def _keep(user: User, form: Mapping[str, str]) -> None:
    user.name = form["name"].strip()
    user.phone = form["phone"].strip()
    user.city = form["city"].strip()
    user.birth_year = form["birth_year"].strip()
    user.newsletter = bool(form["newsletter"])


HANDLERS: Rows = (
    ("GET", "sign_in", sign_in),
    ("POST", "sign_in", sign_in_submit),
    ("POST", "sign_out", sign_out),
    ("GET", "orders", orders),
    ("GET", "order", order),
    ("GET", "profile", profile),
    ("POST", "profile", profile_submit),
)
