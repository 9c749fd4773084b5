"""The closed list of bugs that can be planted in the shop, one at a time.

The list was fixed before any test generator existed, so that the generator cannot be fitted to it and the
list cannot be fitted to the generator. Add to it only with a reason that has nothing to do with a score.
"""

import difflib
from dataclasses import dataclass
from typing import Literal

Depth = Literal["direct", "deep"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One realistic bug. `deep` ones show only after two or more steps, or only in the data."""

    name: str
    breaks: str
    depth: Depth


FAULTS: tuple[Fault, ...] = (
    # catalogue
    Fault("search-ignores-query", "the search lists every product whatever was typed", "direct"),
    Fault(
        "search-case-sensitive", "the search finds a word only in the capitals of the product name", "direct"
    ),
    Fault("filter-ignored", "choosing a category does not narrow the list", "direct"),
    Fault("sort-reversed", "sorting by lowest price puts the dearest first", "direct"),
    Fault("paging-repeats-page-1", "every page of the list shows the products of page 1", "direct"),
    Fault("filter-lost-on-paging", "the link to the next page forgets the chosen category", "deep"),
    Fault(
        "product-page-wrong-price", "the product page shows a price without the cents of the list", "direct"
    ),
    Fault("suggestions-never-open", "the search field never offers suggestions", "direct"),
    Fault("late-content-never-arrives", "the reviews of a product stay on 'loading' for ever", "direct"),
    Fault("hover-menu-wrong-link", "the second link of the hover menu leads to the first category", "direct"),
    # cart
    Fault("stepper-stuck", "the plus button of the quantity stepper does not count up", "direct"),
    Fault("toast-missing", "adding to the cart gives no message", "deep"),
    Fault("cart-count-stale", "the number on the cart link stays as it was after adding", "deep"),
    Fault("cart-total-wrong", "the subtotal counts each product once, whatever its quantity", "deep"),
    Fault("quantity-not-updated", "changing a quantity in the cart is answered, but not stored", "deep"),
    Fault("remove-removes-nothing", "removing a product from the cart leaves it there", "deep"),
    Fault("discount-applied-twice", "a discount code takes off twice what it should", "deep"),
    Fault("stock-limit-ignored", "more can be put in the cart than there is in stock", "deep"),
    # checkout and orders
    Fault("checkout-accepts-empty-card", "an order goes through without a card number", "deep"),
    Fault("checkout-skips-email-validation", "an order goes through with a malformed email address", "deep"),
    Fault("express-delivery-free", "express delivery is chosen, but never charged", "deep"),
    Fault("order-loses-an-item", "the last of several products in the cart is missing in the order", "deep"),
    Fault("order-history-500", "the list of past orders answers with a server error", "deep"),
    # accounts
    Fault("sign-in-error-hidden", "a wrong password shows the form again without a word", "direct"),
    Fault("locked-account-admitted", "a locked account can sign in", "direct"),
    Fault("sign-in-empties-cart", "signing in throws away what was in the cart", "deep"),
    Fault("sign-out-keeps-session", "signing out says goodbye, but the session stays signed in", "deep"),
    Fault("profile-not-saved", "the profile says saved, and shows the old values on the next visit", "deep"),
    # administration
    Fault("admin-modal-saves-wrong-row", "the edit dialog saves into the row after the one edited", "deep"),
    Fault("delete-deletes-neighbour", "confirming a deletion deletes the row after the chosen one", "deep"),
    Fault(
        "created-product-vanishes", "a new product is announced as created, but is not in the table", "deep"
    ),
    # the rest
    Fault("newsletter-button-dead", "the button of the newsletter form does nothing", "direct"),
    Fault("contact-accepts-empty-message", "the contact form thanks for a message that was empty", "direct"),
    Fault("iframe-help-search-empty", "the search in the help widget never finds anything", "direct"),
    Fault("spa-tab-shows-previous", "a collection's tab shows the collection that was open before", "deep"),
    Fault("guide-link-stuck", "choosing another guide changes the address, but not the text", "deep"),
)

NAMES = frozenset(fault.name for fault in FAULTS)


def suggestion(name: str) -> str | None:
    """The planted bug that was probably meant by a name that does not exist."""
    close = difflib.get_close_matches(name, sorted(NAMES), n=1, cutoff=0.4)
    return close[0] if close else None
