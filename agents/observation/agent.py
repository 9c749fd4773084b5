"""Observation: opens the target in a browser and returns the page map (S004-S019)."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import ClassVar, Literal

from typing_extensions import override

from agents.base import Addressed, BaseAgent, Capability
from agents.browser.engine import BrowserError
from agents.browser.explorer import observe
from agents.browser.launch import BrowserHost
from agents.browser.record import MapRecord
from agents.domain.page import PageMap
from agents.domain.target import RunRequest
from agents.errors import AgentError, BlockedError
from agents.messages import AgentName, Failed, Observed, ObserveTask, Payload
from agents.ports import Artefacts, Clock, Progress, Secrets

Hosts = Callable[[], AbstractAsyncContextManager[BrowserHost]]
"""Starts a browser for one task, such as `lambda: open_browser(executable, args)`."""


class ObservationAgent(BaseAgent):
    """Observes one target at a time."""

    name: ClassVar[AgentName] = AgentName.OBSERVATION
    capabilities: ClassVar[tuple[Capability, ...]] = (Capability(name="observe"),)

    def __init__(
        self,
        hosts: Hosts,
        *,
        secrets: Secrets,
        progress: Progress,
        clock: Clock,
        artefacts: Artefacts | None = None,
        cancelled: asyncio.Event | None = None,
    ) -> None:
        self._hosts = hosts
        self._secrets = secrets
        self._progress = progress
        self._clock = clock
        self._artefacts = artefacts
        self._cancelled = cancelled or asyncio.Event()

    @override
    def can_handle(self, payload: Payload) -> float:
        """Only tasks to observe."""
        return 1.0 if isinstance(payload, ObserveTask) else 0.0

    @override
    async def execute_task(self, payload: Payload) -> Sequence[Addressed]:
        """Observe the target. What was found is kept whatever happens."""
        if not isinstance(payload, ObserveTask):
            return ()
        record = MapRecord(payload.request.address)
        try:
            page_map = await self._observe(payload.request, record)
        except AgentError as error:
            kind: Literal["blocked", "failed"] = "blocked" if isinstance(error, BlockedError) else "failed"
            return _failed(kind, record, error.message, error.advice)
        except BrowserError as error:
            reason = error.message.splitlines()[0]
            advice = "Run `greenroom doctor` to see whether it works here."
            return _failed("failed", record, f"the browser failed: {reason.strip()}", advice)
        except asyncio.CancelledError:
            # The caller's deadline still sees that time is up; what was found must not be lost with it.
            return _failed("cancelled", record, "it was cancelled")
        if self._cancelled.is_set():
            return _failed("cancelled", record, "it was cancelled")
        return (Addressed(receiver=AgentName.ORCHESTRATION, payload=Observed(page_map=page_map)),)

    async def _observe(self, request: RunRequest, record: MapRecord) -> PageMap:
        async with self._hosts() as host:
            return await observe(
                host,
                request,
                self._secrets,
                self._progress,
                self._clock,
                self._artefacts,
                self._cancelled,
                record=record,
            )


def _failed(
    error: Literal["blocked", "failed", "cancelled"], record: MapRecord, message: str, advice: str = ""
) -> Sequence[Addressed]:
    failed = Failed(
        stage=AgentName.OBSERVATION,
        error=error,
        message=record.mask(message),
        advice=advice,
        page_map=record.build() if record.pages else None,
    )
    return (Addressed(receiver=AgentName.ORCHESTRATION, payload=failed),)
