"""What pages do unasked, as facts."""

from agents.browser.hazards import Complaint, Facts, Failure
from agents.domain.page import Request


def test_only_an_answered_writing_request_counts_as_written() -> None:
    def facts(method: str, status: int | None) -> Facts:
        return Facts(requests=(Request(method=method, path="/", status=status, resource="fetch"),))

    assert facts("POST", 201).wrote
    assert not facts("POST", 422).wrote
    assert not facts("POST", None).wrote
    assert not facts("GET", 200).wrote
    assert not Facts().wrote


def test_what_comes_a_moment_later_is_added() -> None:
    first = Facts(windows=("a",), complaints=(Complaint("error", "y"),), count=1)
    later = Facts(
        windows=("b",),
        complaints=(Complaint("error", "x"), Complaint("error", "y")),
        failures=(Failure("GET", "/", 500),),
        dialogs=("alert: z",),
        downloads=("d",),
        count=2,
    )
    both = first.with_windows(later)
    assert both.windows == ("a", "b")
    assert [text for _, text in both.complaints] == ["x", "y"]
    assert (both.count, both.downloads, both.dialogs, len(both.failures)) == (3, ("d",), ("alert: z",), 1)
