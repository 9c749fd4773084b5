"""Errors of the agents. Each answers "what now?": a person reads `str(error)` and `error.advice`.

::

    AgentError
     +-- BlockedError            the target cannot be tested as given; verdict blocked, exit 3
     |    +-- UnreachableError   unknown host, refused connection, TLS failure, time-out
     |    +-- NotAPageError      a download or another content type instead of a page
     |    +-- OtherSiteError     the address leads to another site
     |    +-- LoginWallError     everything is behind a sign-in that was not given or did not work
     |    +-- BotWallError       the target refuses automated browsers
     +-- UsageError              a wrong argument or file; exit 2
     +-- OutputError             the output folder cannot be written, or the disk is full; exit 4
     +-- ToolError               Chromium, Node or a package is missing or does not start; exit 4
     +-- StageError              a stage failed; its partial result is kept
     +-- StageTimeout            a stage exceeded its deadline; its partial result is kept
"""


class AgentError(Exception):
    """Base of all errors that are meant to be read by a person.

    Args:
        message: what went wrong, without a full stop at the end.
        advice: what the reader can do about it.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class BlockedError(AgentError):
    """The target cannot be tested as given (verdict blocked)."""


class UnreachableError(BlockedError):
    """Nothing answered at the address."""


class NotAPageError(BlockedError):
    """The address gives a download or something that is not a page."""


class OtherSiteError(BlockedError):
    """The address leads to another site."""


class LoginWallError(BlockedError):
    """Everything is behind a sign-in that was not given, or that did not work."""


class BotWallError(BlockedError):
    """The target refuses automated browsers."""


class UsageError(AgentError):
    """A wrong argument, configuration or file."""


class OutputError(AgentError):
    """Results cannot be written."""


class ToolError(AgentError):
    """A program that the job needs is missing or does not start."""


class StageError(AgentError):
    """A stage failed for a reason of its own."""


class StageTimeout(AgentError):  # noqa: N818 - named after what happened
    """A stage exceeded its deadline."""
