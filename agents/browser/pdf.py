"""Prints a self-contained HTML page to PDF with Chromium."""

from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from agents.browser.bounded import CLOSE_S, at_most, within
from agents.errors import ToolError

_OPEN_S = 15.0
_PRINT_S = 60.0

_FOOTER = (
    '<div style="font-size:8px;width:100%;text-align:center;color:#777">'
    '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
)


async def print_pdf(context: BrowserContext, html: str) -> bytes:
    """Print `html` on A4 and return the PDF's bytes, tagged and with an outline.

    Details are opened first: paper cannot be clicked. Raises ToolError when Chromium cannot print.
    """
    page = await within(_OPEN_S, context.new_page(), "opening a tab")
    try:
        await page.set_content(html.replace("<details>", "<details open>"), wait_until="load")
        printing = page.pdf(
            format="A4",
            margin={"top": "14mm", "bottom": "16mm", "left": "13mm", "right": "13mm"},
            print_background=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=_FOOTER,
            tagged=True,
            outline=True,
        )
        return await within(_PRINT_S, printing, "printing")
    except PlaywrightError as error:
        raise ToolError(
            f"Chromium cannot print the report: {error.message.splitlines()[0]}",
            "The other forms of the report hold the same.",
        ) from error
    finally:
        await at_most(CLOSE_S, page.close())
