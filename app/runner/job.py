"""The whole job of a door: claim the folder, run, write the files."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from agents.domain.report import RunReport
from agents.domain.target import RunRequest
from agents.messages import RunFinished
from agents.ports import Clock, Progress
from app.inprocess.artefacts import DiskArtefacts, DiskRunStates, make_folder
from app.inprocess.bus import InProcessBus
from app.publish.files import compose, masked
from app.publish.out_folder import OutFolder, claimed
from app.runner.history import keep_newest
from app.runner.interrupts import listening
from app.runner.logs import logging_to
from app.runner.observe import LookedAt, observe
from app.runner.request import secret_values
from app.runner.run import Crew, run
from app.security.secrets import EnvironSecrets, MaskedProgress, Masker, masked_errors
from app.settings import Settings
from app.wiring import Services, Wiring

STORE = Path(".greenroom")


@dataclass(frozen=True)
class Desk:
    """What a job is done with."""

    wiring: Wiring
    settings: Settings
    clock: Clock
    progress: Progress
    store: Path = STORE


@dataclass(frozen=True)
class Done:
    """A job that was done: the report as published, and what a person should know about the folder."""

    report: RunReport
    kept: tuple[str, ...]
    withheld: tuple[str, ...]


async def carry_out(request: RunRequest, out: Path, desk: Desk) -> Done:
    """Do one run and leave its files in `out`.

    Raises:
        UsageError: the folder cannot be written or another run is using it; nothing was started.
        OutputError: the disk filled up meanwhile.
        AbortedError: a second interrupt asked to end at once.
    """
    masker = Masker(secret_values(request, desk.settings.variables))
    with masked_errors(masker), claimed(out) as folder, _run_folder(request, desk, masker) as home:
        services = _services(desk, home, masker)
        finished, files = await _run(request, desk.wiring, services, masker)
        return _publish(finished, files, desk.wiring, folder, masker)


async def look(request: RunRequest, desk: Desk) -> LookedAt:
    """Observe only. Raises what `observe` raises."""
    masker = Masker(secret_values(request, desk.settings.variables))
    with (
        masked_errors(masker),
        _run_folder(request, desk, masker) as home,
        listening(desk.clock) as interrupts,
    ):
        services = _services(desk, home, masker)
        async with desk.wiring.observer(services) as agents:
            return await observe(request, Crew(agents, InProcessBus(desk.clock)), interrupts)


def _services(desk: Desk, home: Path, masker: Masker) -> Services:
    return Services(
        settings=desk.settings,
        clock=desk.clock,
        secrets=EnvironSecrets(desk.settings.variables),
        artefacts=DiskArtefacts(home / "files"),
        states=DiskRunStates(home.parent, masker),
        progress=MaskedProgress(desk.progress, masker),
        tells=masker.finds,
    )


async def _run(
    request: RunRequest, wiring: Wiring, services: Services, masker: Masker
) -> tuple[RunFinished, Mapping[str, bytes]]:
    """The documents of a run without secrets, and its report in all formats."""
    with listening(services.clock) as interrupts:
        async with wiring.agents(services) as agents:
            whole = await run(request, Crew(agents, InProcessBus(services.clock)), interrupts)
            finished = masked(whole, masker)
            rendered = await wiring.render(finished, services)
            return finished.model_copy(update={"report": rendered.report}), rendered.files


def _publish(
    finished: RunFinished, rendered: Mapping[str, bytes], wiring: Wiring, folder: OutFolder, masker: Masker
) -> Done:
    has_specs = finished.specs is not None and bool(finished.specs.files)
    files = compose(
        finished,
        evidence=wiring.evidence(finished),
        config=wiring.config() if has_specs else None,
        rendered=rendered,
        masker=masker,
    )
    folder.write(files.files)
    return Done(finished.report, tuple(folder.kept), files.withheld)


@contextlib.contextmanager
def _run_folder(request: RunRequest, desk: Desk, masker: Masker) -> Iterator[Path]:
    """The run's own folder in the file store, with its log."""
    runs = make_folder(desk.store) / "runs"
    keep_newest(runs)
    home = runs / request.run_id
    with logging_to(home / "log.txt", masker):
        yield home
