"""The door of the program: `greenroom`, and `python -m app`.

It imports next to nothing, so that an interrupt is answered in words while all the rest is being loaded.
"""

import os
import sys

TYPE_CHECKING = False  # the one of `typing`, which takes its time to load; mypy knows it by its name
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

CANCELLED = 130
STOPPED = "stopped at once; nothing was written"


def main() -> int:
    """Run the command that was given and return its exit code."""
    try:
        return _main()
    except KeyboardInterrupt:
        # Before the command has come to answer for itself, or after.
        _stop(0, None)


def _main() -> int:
    import signal  # noqa: PLC0415 - see above

    # Ignored is what a shell sets for what it starts in the background; that stays.
    listens = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if listens:
        signal.signal(signal.SIGINT, _stop)
    from app.cli import main as command  # noqa: PLC0415 - takes a second, in which one may be interrupted

    try:
        if listens:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return command()
    finally:
        if listens:
            # All is done: how it went is not to be changed any more.
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(_number: int, _frame: "FrameType | None") -> "NoReturn":
    """End at once. An exception would be lost in whatever is being imported, or come out as a traceback."""
    if "--json" in sys.argv:
        told = f'"message": "{STOPPED}", "advice": "", "exit_code": {CANCELLED}'
        os.write(1, f'{{"schema_version": "1", "error": {{{told}}}}}\n'.encode())
    os.write(2, f"greenroom: {STOPPED}\n".encode())
    os._exit(CANCELLED)


if __name__ == "__main__":
    raise SystemExit(main())
