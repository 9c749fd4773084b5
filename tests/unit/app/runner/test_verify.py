"""Running the specs of a folder."""

from pathlib import Path

import pytest

from agents.domain.assertions import IsVisible
from agents.domain.steps import Env, Fill
from agents.errors import UsageError
from agents.specgen.files import print_files
from app.runner.verify import Wanted, failing, named_variables, read_specs, verify
from tests.fakes import documents
from tests.fakes.wiring import FakeTests


def test_the_specs_of_a_run(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "a.spec.ts").write_text("a")
    (tmp_path / "specs" / "greenroom.config.ts").write_text("config")
    (tmp_path / "report.json").write_text("{}")
    assert read_specs(tmp_path) == {"a.spec.ts": "a"}


def test_any_folder_with_specs_and_what_they_import(tmp_path: Path) -> None:
    for name in ("a.spec.ts", "sub/b.spec.ts", "pages/home.ts", "node_modules/x/y.spec.ts", ".git/z.spec.ts"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "picture.png").write_bytes(b"\xff")
    assert sorted(read_specs(tmp_path)) == ["a.spec.ts", "pages/home.ts", "sub/b.spec.ts"]


def test_a_folder_without_specs(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no \*\.spec\.ts"):
        read_specs(tmp_path)
    with pytest.raises(UsageError, match="not a folder"):
        read_specs(tmp_path / "missing")
    (tmp_path / "a.spec.ts").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="cannot read"):
        read_specs(tmp_path)


def test_the_variables_that_our_own_specs_read() -> None:
    step = Fill(on=documents.locator(), value=Env(name="SHOPPER"))
    test = documents.specs().files[0].tests[0]
    seen = (IsVisible(on=documents.locator()),)
    steps = (*test.blocks[0].steps, step)
    block = test.blocks[0].model_copy(update={"steps": steps, "assertions": seen})
    (file,) = print_files([test.model_copy(update={"blocks": (block,)})], (), ())
    assert named_variables({"a": file.text}, {"SHOPPER": "ada"}) == {"SHOPPER": "ada"}


def test_the_variables_that_specs_read() -> None:
    texts = {
        "a": "process.env.USER_NAME ?? '' process.env['PASS'] process.env.CI process.env.GREENROOM_BASE_URL"
    }
    environ = {"USER_NAME": "ada", "PASS": "pw", "OTHER": "x"}
    assert named_variables(texts, environ) == {"PASS": "pw", "USER_NAME": "ada"}
    with pytest.raises(UsageError, match="not set: PASS, USER_NAME"):
        named_variables(texts, {"PASS": ""})


async def test_results_come_back_with_their_settings() -> None:
    told: list[str] = []
    found = await verify(
        {"a.spec.ts": "fine"},
        Wanted(url="http://app.test", repeat=2, seed=7),
        {"A": "b"},
        FakeTests(),
        lambda ran: told.append(ran.file),
    )
    assert (found.repeat, found.duration_s) == (2, 0.005)
    assert found.results[0].reason == "http://app.test 7 {'A': 'b'}"
    assert told == ["a.spec.ts"]


def test_only_what_passed_every_time_holds() -> None:
    flaky = documents.result().model_copy(update={"outcome": "flaky"})
    bad = documents.result("broke")
    assert failing([documents.result(), flaky, bad]) == (flaky, bad)
