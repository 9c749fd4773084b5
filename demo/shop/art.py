# ruff: noqa: E501 - drawings
"""Pictures without image files: a drawing per kind of goods, coloured by the product's number."""

from markupsafe import Markup

_SHAPES = {
    "kitchen": '<path d="M60 78h80l-8 58a10 10 0 0 1-10 8H78a10 10 0 0 1-10-8z"/><path d="M140 88h16a14 14 0 0 1 '
    '0 34h-20" fill="none" stroke="currentColor" stroke-width="9"/><rect x="54" y="62" width="92" height="14" '
    'rx="7"/>',
    "garden": '<path d="M64 96h72l-10 52H74z"/><path d="M100 92C96 56 66 50 58 44c-2 26 12 44 42 48zM100 92c2-30 '
    '24-42 42-44 2 26-14 42-42 44z"/>',
    "books": '<path d="M46 58h48a10 10 0 0 1 6 4 10 10 0 0 1 6-4h48v84h-48a10 10 0 0 0-6 4 10 10 0 0 0-6-4H46z"/>'
    '<path d="M100 64v80" stroke="#fff" stroke-width="4"/>',
    "lighting": '<path d="M74 52h52l22 52H52z"/><rect x="95" y="104" width="10" height="36"/><rect x="72" y="138" '
    'width="56" height="10" rx="5"/>',
    "outdoors": '<path d="M40 142l44-72 22 34 16-22 38 60z"/><circle cx="142" cy="62" r="13"/>',
    "stationery": '<path d="M62 50h58l22 22v76H62z"/><path d="M80 90h44M80 106h44M80 122h28" stroke="#fff" '
    'stroke-width="6"/>',
    "toys": '<rect x="52" y="92" width="96" height="36" rx="8"/><path d="M72 92l12-24h36l14 24z"/><circle cx="76" '
    'cy="132" r="14"/><circle cx="126" cy="132" r="14"/>',
    "textiles": '<path d="M56 60q44 18 88 0v84q-44 18-88 0z"/><path d="M56 88q44 18 88 0M56 114q44 18 88 0" '
    'stroke="#fff" stroke-width="5" fill="none"/>',
}


def picture(shape_name: str, number: int) -> Markup:
    """An inline drawing; it adds nothing to the text beside it, so it is hidden from assistive technology."""
    hue = number * 47 % 360
    shape = _SHAPES[shape_name]
    return Markup(  # noqa: S704 - only constants and numbers
        f'<svg class="picture" viewBox="0 0 200 200" aria-hidden="true" focusable="false">'
        f'<rect width="200" height="200" fill="hsl({hue} 46% 91%)"/>'
        f'<circle cx="100" cy="104" r="74" fill="hsl({hue} 52% 84%)"/>'
        f'<g fill="hsl({hue} 38% 38%)" color="hsl({hue} 38% 38%)">{shape}</g></svg>'
    )
