"""The real object graph."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agents.browser.chromium import Chromium
from agents.errors import ToolError
from agents.execution.runner import PlaywrightRunner
from agents.execution.toolchain import NodeRuntime, NodeSource, Toolchain, ToolchainError
from agents.messages import AgentName, RunFinished
from app import version as versions
from app import wiring
from app.inprocess.artefacts import DiskArtefacts
from app.inprocess.clock import SystemClock
from app.publish.rendering import Hosts, Rendered
from app.security.secrets import EnvironSecrets
from app.settings import Settings
from app.wiring import Services, chromium, generator, playwright_runner, production
from tests.fakes import documents
from tests.fakes.stores import FakeProgress, FakeRunStates


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache_dir=tmp_path, variables={"PATH": "/nowhere"})


@pytest.fixture
def services(settings: Settings, tmp_path: Path) -> Services:
    return Services(
        settings, SystemClock(), EnvironSecrets({}), DiskArtefacts(tmp_path), FakeRunStates(), FakeProgress()
    )


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    runtime = NodeRuntime(node=Path("/n/node"), npm=("npm",), version="20.19.0", source=NodeSource.SYSTEM)
    monkeypatch.setattr(
        wiring, "ensure_toolchain", lambda *_, **__: Toolchain(runtime=runtime, root=tmp_path)
    )
    monkeypatch.setattr(
        wiring, "find_chromium", lambda *_, **__: Chromium(path=Path("/c/chromium"), version="1")
    )


@pytest.mark.usefixtures("tools")
async def test_all_six_agents_are_there_and_the_observer_alone(services: Services) -> None:
    """S003, S046."""
    real = production()
    async with real.agents(services) as agents:
        assert sorted(agent.name for agent in agents) == sorted(set(AgentName) - {AgentName.DOOR})
    async with real.observer(services) as agents:
        assert [agent.name for agent in agents] == [AgentName.OBSERVATION]


@pytest.mark.usefixtures("tools")
async def test_the_runner_of_specs_is_playwright_test(settings: Settings) -> None:
    assert isinstance(await playwright_runner(settings), PlaywrightRunner)


async def test_without_a_browser_nothing_starts(
    settings: Settings, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "find_chromium", lambda *_, **__: Chromium(tried=("here", "there")))
    with pytest.raises(ToolError, match="tried here; there"):
        await chromium(settings)
    with pytest.raises(ToolError):
        async with production().agents(services):
            pass


@pytest.mark.usefixtures("tools")
async def test_without_node_nothing_starts(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> Toolchain:
        raise ToolchainError("No Node.", ["the search path"], "Install it.")

    monkeypatch.setattr(wiring, "ensure_toolchain", missing)
    with pytest.raises(ToolError, match=r"No Node\. Tried: the search path") as caught:
        await playwright_runner(settings)
    assert caught.value.advice == "Install it."


def test_evidence_and_configuration_come_from_the_real_printers() -> None:
    real = production()
    finished = RunFinished(report=documents.report(), specs=documents.specs(), results=documents.results())
    (evidence,) = real.evidence(finished)
    assert evidence.tests[0].generator == generator()
    assert evidence.tests[0].performed == wiring.ROUNDS
    assert "GREENROOM_BASE_URL" in real.config()


@pytest.mark.usefixtures("tools")
async def test_the_report_is_rendered_with_the_real_browser_finder(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def rendered(finished: RunFinished, artefacts: object, hosts: Hosts) -> Rendered:
        async with hosts() as host:
            assert host == "a host"  # type: ignore[comparison-overlap]
        return Rendered(finished.report, {"report.md": b""})

    @asynccontextmanager
    async def opened(executable: str, args: Sequence[str]) -> AsyncIterator[str]:
        assert executable == "/c/chromium"
        yield "a host"

    monkeypatch.setattr(wiring, "render_report", rendered)
    monkeypatch.setattr(wiring, "open_browser", opened)
    finished = RunFinished(report=documents.report())
    assert (await production().render(finished, services)).files == {"report.md": b""}


def test_a_checkout_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise versions.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(versions.metadata, "version", absent)
    assert versions.version() == versions.UNKNOWN
    monkeypatch.setattr(versions.metadata, "version", lambda _: "1.2.3")
    assert generator() == "greenroom 1.2.3"
