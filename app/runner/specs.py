"""Runs spec files for Evolution, and tells how it goes."""

from collections.abc import Mapping, Sequence
from typing import Literal

from agents.domain.spec import SpecFile, TestResult
from agents.domain.target import Header
from agents.execution.runner import PlaywrightRunner, ids_of, names_of
from agents.execution.runner import Progress as Ran
from agents.messages import AgentName
from agents.ports import Artefacts, Progress


class SpecRunner:
    """Playwright Test as Evolution wants it: given spec files, with screenshots kept and progress shown."""

    def __init__(self, runner: PlaywrightRunner, artefacts: Artefacts, progress: Progress) -> None:
        self._runner = runner
        self._artefacts = artefacts
        self._progress = progress
        self._ran = 0

    async def run(
        self,
        files: Sequence[SpecFile],
        *,
        base_url: str,
        repeat: int,
        workers: int,
        env: Mapping[str, str],
        headers: Sequence[Header],
        where: Literal["head", "base"],
        seed: int,
        only: frozenset[str],
    ) -> tuple[TestResult, ...]:
        """One result for each test whose id is in `only`, with all its runs.

        Raises ToolError when the tool does not start.
        """
        return await self._runner.run(
            {file.filename: file.text for file in files},
            base_url=base_url,
            repeat=repeat,
            workers=workers,
            env=env,
            headers=headers,
            where=where,
            seed=seed,
            screenshots=self._artefacts,
            on_progress=self._tell,
            ids=ids_of(files),
            tests=names_of(files, only),
            heard=True,
        )

    def _tell(self, ran: Ran) -> None:
        # Several calls go on side by side and one after another, and each counts its own runs only.
        self._ran += 1
        self._progress.note(AgentName.EVOLUTION, f"ran: {ran.title} ({ran.run.status})", runs=self._ran)
