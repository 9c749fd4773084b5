"""Whether an account may have several sessions at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from agents.evolution.perform import with_session
from agents.evolution.sessions import ends_others
from tests.unit.agents.evolution.plays import SIGN_IN, browser, stage
from tests.unit.agents.evolution.small_app import small_app


async def told(folder: Path, *, one_session: bool = True, login_fails: bool = False, **more: object) -> bool:
    with small_app() as app:
        app.model.one_session = one_session
        async with browser() as host:
            on = await with_session(stage(host, app.url), folder / "session.json")
            app.model.login_fails = login_fails
            return await ends_others(replace(on, **more))  # type: ignore[arg-type]


@pytest.mark.browser
@pytest.mark.parametrize("one_session", [True, False])
async def test_a_session_ends_by_signing_in_elsewhere_only_where_the_account_has_but_one(
    tmp_path: Path, *, one_session: bool
) -> None:
    assert await told(tmp_path, one_session=one_session) is one_session


@pytest.mark.browser
async def test_without_a_session_or_what_tells_of_it_nothing_is_known(tmp_path: Path) -> None:
    assert not await told(tmp_path, session=None)
    assert not await told(tmp_path, sign_in=SIGN_IN.model_copy(update={"proof": None}))


@pytest.mark.browser
async def test_a_sign_in_that_does_not_work_any_more_tells_nothing(tmp_path: Path) -> None:
    assert not await told(tmp_path, login_fails=True)
