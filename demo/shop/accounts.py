"""Signing in, and being locked out."""

import hmac
from datetime import UTC, datetime, timedelta
from typing import Literal

from demo.shop.model import Session, User
from demo.shop.store import Store

ALLOWED_FAILURES = 5
LOCK = timedelta(minutes=15)
SignIn = Literal["ok", "wrong", "locked"]


def sign_in(store: Store, session: Session, email: str, secret: str, now: datetime | None = None) -> SignIn:
    """Try to sign a visit in. Names that do not exist are never locked: there is nothing to protect."""
    now = now or datetime.now(UTC)
    user = store.users.get(email.strip().casefold())
    if user is None:
        return "wrong"
    if _locked(user, now) and not store.settings.broken("locked-account-admitted"):
        return "locked"
    if not hmac.compare_digest(user.password.encode(), secret.encode("utf-8", "replace")):
        return _failed(user, now)
    user.failures = 0
    session.user = user.email
    if store.settings.broken("sign-in-empties-cart"):
        session.cart.clear()
    store.renew(session)
    return "ok"


def sign_out(store: Store, session: Session) -> None:
    """End a signed-in visit; what is in the cart goes with it."""
    if store.settings.broken("sign-out-keeps-session"):
        return
    session.user = None
    session.cart.clear()
    session.code = None
    session.wishes.clear()
    session.orders.clear()
    store.renew(session)


def _locked(user: User, now: datetime) -> bool:
    return user.locked_until is not None and user.locked_until > now


def _failed(user: User, now: datetime) -> SignIn:
    user.failures += 1
    if user.failures < ALLOWED_FAILURES:
        return "wrong"
    user.failures = 0
    user.locked_until = now + LOCK
    return "locked"
