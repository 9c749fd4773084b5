"""What set-up and doctor ask of the machine: processes, a network question, the clock. Tests have a twin."""

import platform
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from threading import Thread

from agents.domain.base import Model

_ANSWER_TIMEOUT_SECONDS = 8.0
_QUESTION_TIMEOUT_SECONDS = 20.0


class Outcome(Model):
    """How a process ended. One that did not start or end in time has failed, with the reason in `said`."""

    ok: bool
    said: str

    @property
    def tail(self) -> str:
        """The last words, short enough for a message."""
        return self.said.strip()[-400:]


class Machine:
    """The real machine."""

    def run(self, command: Sequence[str], environ: Mapping[str, str], timeout: float) -> Outcome:
        """Run a command to its end, quietly."""
        try:
            done = subprocess.run(
                command, check=False, env=dict(environ), capture_output=True, text=True, timeout=timeout
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return Outcome(ok=False, said=str(error))
        said = done.stdout if done.returncode == 0 else done.stderr or done.stdout
        return Outcome(ok=done.returncode == 0, said=said or f"exit code {done.returncode}")

    def why_silent(self, address: str) -> str:
        """Ask an address for one byte; return why it did not answer, or nothing.

        A name server that is silent cannot be given a time limit, but it can be left behind in a thread.
        """
        answers: list[str] = []
        asking = Thread(target=lambda: answers.append(_ask(address)), daemon=True)
        asking.start()
        asking.join(_QUESTION_TIMEOUT_SECONDS)
        return answers[0] if answers else f"{address} did not answer in {_QUESTION_TIMEOUT_SECONDS:.0f} s"

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def distribution(self) -> str:
        """The name of this Linux (`debian`, `ubuntu`), or nothing."""
        if sys.platform != "linux":
            return ""
        try:
            return platform.freedesktop_os_release().get("ID", "")
        except OSError:
            return ""


def _ask(address: str) -> str:
    request = urllib.request.Request(address, headers={"Range": "bytes=0-0"})  # noqa: S310 - Playwright's own list
    try:
        with urllib.request.urlopen(request, timeout=_ANSWER_TIMEOUT_SECONDS) as answer:  # noqa: S310
            answer.read(1)
    except OSError as error:  # every error of urllib is one
        return f"{address} does not answer: {error}"
    return ""
