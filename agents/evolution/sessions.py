"""Whether an account may have several sessions at once: if not, no scenario may sign in beside another."""

from agents.browser.act import StepError, perform
from agents.browser.engine import BrowserError, Page
from agents.browser.gone import open_tab
from agents.browser.locators import resolve
from agents.domain.locator import Locator
from agents.domain.steps import Goto
from agents.evolution.perform import Stage, sign_in

_OPEN_S = 15.0


async def ends_others(stage: Stage) -> bool:
    """Whether signing in ends the stored session of the same account; False where that cannot be told.

    Nothing else may be going on meanwhile.
    """
    proof = stage.sign_in.proof
    if proof is None or stage.session is None:
        return False
    try:
        async with stage.open_context(stage.session, stage.guard()) as context:
            page = await open_tab(context, _OPEN_S)
            if not await _is_in(page, stage, proof):
                return False
            await _sign_in_elsewhere(stage)
            return not await _is_in(page, stage, proof)
    except (StepError, BrowserError, TimeoutError):
        return False


async def _sign_in_elsewhere(stage: Stage) -> None:
    guard = stage.guard()
    async with stage.open_context(stage.given_state, guard) as context:
        page = await open_tab(context, _OPEN_S)
        with guard.signing_in():
            await sign_in(page, stage)


async def _is_in(page: Page, stage: Stage, proof: Locator) -> bool:
    home = Goto(path=stage.sign_in.landed_on or "/")
    await perform(page, home, base_url=stage.base_url, secrets=stage.secrets, uniques={})
    return await resolve(page, proof).count() == 1
