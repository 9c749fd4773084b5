"""Evolution: performs the planned scenarios and delivers the specs that came of them (S029-S036)."""

import asyncio
import secrets as randomness
import string
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import ClassVar, Literal

from typing_extensions import override

from agents.base import Addressed, BaseAgent, Capability
from agents.browser.act import TOKEN_LENGTH
from agents.browser.engine import BrowserError
from agents.browser.launch import BrowserHost
from agents.errors import AgentError, BlockedError
from agents.evolution.deliver import Runner
from agents.evolution.task import Evolution, Parts
from agents.messages import AgentName, Evolved, EvolveTask, Failed, Payload
from agents.ports import Clock, Progress, Secrets

Hosts = Callable[[], AbstractAsyncContextManager[BrowserHost]]
"""Starts a browser for one task, such as `lambda: open_browser(executable, args)`."""

_LETTERS = string.ascii_lowercase + string.digits


def random_token() -> str:
    """Letters and digits that no other run has; they never reach a spec."""
    return "".join(randomness.choice(_LETTERS) for _ in range(TOKEN_LENGTH))


class EvolutionAgent(BaseAgent):
    """Turns ranked scenarios into specs that were performed, printed and run."""

    name: ClassVar[AgentName] = AgentName.EVOLUTION
    capabilities: ClassVar[tuple[Capability, ...]] = (Capability(name="test-generation"),)

    def __init__(
        self,
        hosts: Hosts,
        runner: Runner,
        *,
        secrets: Secrets,
        progress: Progress,
        clock: Clock,
        cancelled: asyncio.Event | None = None,
        token: Callable[[], str] = random_token,
        rounds: int = 2,
        tells: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`tells` is whether a text holds the value of a secret; no test with one is delivered."""
        self._parts = Parts(
            hosts=hosts,
            runner=runner,
            secrets=secrets,
            progress=progress,
            clock=clock,
            cancelled=cancelled or asyncio.Event(),
            token=token,
            rounds=rounds,
            tells=tells,
        )

    @override
    def can_handle(self, payload: Payload) -> float:
        """Only tasks to evolve."""
        return 1.0 if isinstance(payload, EvolveTask) else 0.0

    @override
    async def execute_task(self, payload: Payload) -> Sequence[Addressed]:
        """Perform, print, run and deliver. What was delivered so far is kept whatever happens."""
        if not isinstance(payload, EvolveTask):
            return ()
        evolution = Evolution(payload, self._parts)
        try:
            await evolution.run()
        except AgentError as error:
            kind: Literal["blocked", "failed"] = "blocked" if isinstance(error, BlockedError) else "failed"
            return _failed(kind, evolution, error.message, error.advice)
        except BrowserError as error:
            reason = error.message.strip().splitlines()[0]
            return _failed("failed", evolution, f"the browser failed: {reason}", "Run `greenroom doctor`.")
        except asyncio.CancelledError:
            # The caller's deadline still sees that time is up; what was delivered must not be lost with it.
            return _failed("cancelled", evolution, "it was cancelled")
        if self._parts.cancelled.is_set():
            return _failed("cancelled", evolution, "it was cancelled")
        evolved = Evolved(specs=evolution.specs(), results=evolution.results())
        return (Addressed(receiver=AgentName.ORCHESTRATION, payload=evolved),)


def _failed(
    error: Literal["blocked", "failed", "cancelled"], evolution: Evolution, message: str, advice: str = ""
) -> Sequence[Addressed]:
    failed = Failed(
        stage=AgentName.EVOLUTION,
        error=error,
        message=message,
        advice=advice,
        specs=evolution.specs(),
        results=evolution.results(),
    )
    return (Addressed(receiver=AgentName.ORCHESTRATION, payload=failed),)
