"""Two realistic page maps: a bookshop that visitors use, and the back office of a clinic behind a sign-in."""

from agents.domain.page import PageMap
from tests.unit.agents.maps import page_map, signed_in_by

_HEADER = """
link Home href=/ navigation @navigation
link Books href=/books navigation @navigation
link "About us" href=/about navigation @navigation
link Basket href=/basket cart @banner
link Login href=/login sign-in @banner
form Search search get action=/books
field "Search books" search type=search @banner
submit Search
button Departments menu popup @navigation
"""
_FOOTER = """
form Newsletter subscribe post action=/newsletter
field "Your email" email type=email required @contentinfo
submit Subscribe subscribe
link Imprint href=/imprint navigation @contentinfo
link Privacy href=/privacy navigation @contentinfo
link "About us" href=/about navigation @contentinfo
"""

SHOP = """
page / title=Bookshop type=home
heading "Welcome to the bookshop"
HEADER
list Picks list "The Quiet Harbour" "Night Trains"
item 0 link "The Quiet Harbour" href=/books/quiet-harbour
FOOTER
state "Pointing at Departments" by=hover:button:Departments
link Fiction href=/books?kind=fiction navigation @navigation
page /books title=Books type=list
heading Books
HEADER
form Filter filter get action=/books
field Kind choice type=select options="All kinds,Fiction,Travel" value="All kinds"
field "In stock" choice type=checkbox checked=false
submit Apply
form Order sort get action=/books
field "Sort by" choice type=select options="Title,Price,Newest" value=Title
list Results list "The Quiet Harbour" "Night Trains" "Letters from Lisbon" count=12
item 0 link "The Quiet Harbour" href=/books/quiet-harbour
item 1 link "Night Trains" href=/books/night-trains
item 0 button "Add to basket" add-to-cart
link Next href=/books?page=2 paging @main
FOOTER
page /books/quiet-harbour pattern=/books/:id title="The Quiet Harbour" type=detail
heading "The Quiet Harbour"
HEADER
form Buy add-to-cart post action=/basket
field Quantity quantity type=number min=1 max=9 value=1 required
submit "Add to basket" add-to-cart
does state
button "Shipping details" disclosure expanded=false @main
tab Description tab @main
tab Reviews tab @main
button "Rate 5 stars" kind=shadow @main
button "Size guide" dialog popup @main
button "Ask us" frame=/help
textbox Question frame=/help
FOOTER
state "Size guide open" by=click:button:"Size guide"
button Close close @dialog
page /basket title=Basket type=cart
heading "Your basket"
HEADER
form Basket cart post action=/basket
field Quantity quantity type=number min=1 max=9 value=1 required
submit Update
button Remove delete @main
link Checkout href=/checkout checkout @main
page /checkout title=Checkout type=checkout
heading Checkout
HEADER
form Checkout checkout post action=/checkout
field "Full name" name required
field Email email type=email required
field Street address required
field City city required
field Postcode postcode pattern=[0-9]{5} required
field Country country type=select options="Please choose,Germany,France" required
field "Card number" card-number required pattern="[0-9 ]{13,19}"
field Expiry card-expiry required pattern="(0[1-9]|1[0-2])/[0-9]{2}"
field CVC card-code required pattern="[0-9]{3,4}"
field Terms consent type=checkbox required
submit "Place order" checkout
page /login title="Sign in" type=sign-in
heading "Sign in to your account"
form "Sign in" sign-in post action=/login
field Email email type=email required
field Password password type=password required
submit "Sign in"
page /about title="About us" type=content
heading "About the bookshop"
HEADER
FOOTER
page /imprint title=Imprint
heading Imprint
page /privacy title=Privacy
heading "Your privacy"
page /account title=Account type=profile signed-in
heading "Your account"
form "Your details" profile post action=/account
field "Full name" name value="Kim Field" required
field "Display name" text value=Kim max_length=20
submit Save
button "Sign out" sign-out @banner
"""

OFFICE = """
page /login title="Clinic office" type=sign-in
heading "Clinic office"
form "Sign in" sign-in post action=/session
field Email email type=email required
field Password password type=password required
submit "Sign in"
page /patients title=Patients type=admin signed-in
heading Patients
link Patients href=/patients navigation @navigation
link Rooms href=/rooms navigation @navigation
button "Sign out" sign-out @banner
button "New patient" create @main
list Patients table "Ida Berg" "Leo Costa" count=20
item 0 button "Edit Ida Berg" edit
item 1 button "Edit Leo Costa" edit
item 0 button "Delete Ida Berg" delete
item 1 button "Delete Leo Costa" delete
state "New patient open" by=click:button:"New patient"
form "New patient" create script dialog
field Name name required @dialog
field Insurance choice type=select options="Public,Private" required @dialog
field Age number type=number min=0 max=130 @dialog
submit Save save
button Cancel close @dialog
state "Editing Ida Berg" by=click:button:"Edit Ida Berg"
form "Edit patient" edit script dialog
field Name name required value="Ida Berg" @dialog
field Insurance choice type=select options="Public,Private" value=Public @dialog
field Age number type=number min=0 max=130 value=41 @dialog
submit Save save
button Cancel close @dialog
page /rooms title=Rooms type=admin signed-in
heading Rooms
link Patients href=/patients navigation @navigation
link Rooms href=/rooms navigation @navigation
list Rooms table "Room 1" "Room 2"
item 0 button Delete delete
item 1 button Delete delete
"""


def shop() -> PageMap:
    """The bookshop, its sign-in known."""
    text = SHOP.replace("HEADER", _HEADER).replace("FOOTER", _FOOTER)
    return page_map(text, sign_in=signed_in_by("/login", "/account"))


def office() -> PageMap:
    """The back office."""
    return page_map(OFFICE, sign_in=signed_in_by("/login", "/patients"))
