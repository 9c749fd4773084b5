"""What all commands share: where they write to, how they fail, and what they are wired to."""

import json
import os
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum

from rich.console import Console
from rich.text import Text

from agents.errors import AgentError, BlockedError, OutputError, UsageError
from agents.ports import Clock
from app.runner.run import AbortedError
from app.settings import Settings
from app.wiring import Wiring


class Exit(IntEnum):
    """Exit codes that do not come from a verdict (PRODUCT.md)."""

    USAGE = 2
    BLOCKED = 3
    INTERNAL = 4
    CANCELLED = 130


@dataclass(frozen=True)
class Context:
    """Handed to every command."""

    wiring: Wiring
    settings: Settings
    clock: Clock

    def screen(self) -> Console:
        """Where progress and summaries go: never to stdout, which may be read by a program."""
        return Console(stderr=True, highlight=False)


def say(message: str) -> None:
    """One line on stderr that is said even when all else is quiet."""
    console = Console(stderr=True, highlight=False)
    console.print(Text.assemble(("greenroom: ", "bold red"), message), soft_wrap=True)


def hand_over(document: str) -> None:
    """Write to stdout what a program asked for. One that has stopped reading wants no more.

    Raises:
        OutputError: it cannot be written, such as to a full disk.
    """
    try:
        sys.stdout.write(document)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer would be tried again, and told as a traceback, when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        if isinstance(error, BrokenPipeError):
            return
        reason = error.strerror or str(error)
        raise OutputError(
            f"cannot write to standard output: {reason}", "Free some space, or send it elsewhere."
        ) from error


def explain(error: BaseException, *, debug: bool, as_json: bool) -> int:
    """Tell a person (and with `as_json` a program) what went wrong, and return the exit code."""
    message, advice, code = _told(error)
    say(message)
    if advice:
        Console(stderr=True, highlight=False).print(Text(advice), soft_wrap=True)
    if debug:
        sys.stderr.write("".join(traceback.format_exception(error)))
    if as_json:
        document = {
            "schema_version": "1",
            "error": {"message": message, "advice": advice, "exit_code": int(code)},
        }
        with suppress(OutputError):
            hand_over(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    return code


def _told(error: BaseException) -> tuple[str, str, Exit]:
    if isinstance(error, (AbortedError, KeyboardInterrupt)):
        return "stopped at once; nothing was written", "", Exit.CANCELLED
    if isinstance(error, AgentError):
        return error.message, error.advice, _code(error)
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    advice = "This is a defect of Greenroom. The log is in .greenroom/runs; --debug shows where it happened."
    return f"internal error: {said}", advice, Exit.INTERNAL


def _code(error: AgentError) -> Exit:
    if isinstance(error, UsageError):
        return Exit.USAGE
    return Exit.BLOCKED if isinstance(error, BlockedError) else Exit.INTERNAL
