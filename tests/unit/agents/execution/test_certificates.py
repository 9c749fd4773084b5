"""Which certificates Node is told of."""

from pathlib import Path

import pytest

from agents.execution import certificates
from agents.execution.certificates import trusting_the_system


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "bundle.crt"
    path.write_text("", encoding="utf-8")
    monkeypatch.setattr(certificates, "BUNDLES", (tmp_path / "none.crt", path))
    return path


def test_the_first_bundle_that_is_there_is_named(bundle: Path) -> None:
    assert trusting_the_system({"A": "b"}) == {"A": "b", "NODE_EXTRA_CA_CERTS": str(bundle)}


def test_one_that_is_named_already_stays(bundle: Path) -> None:
    own = {"NODE_EXTRA_CA_CERTS": f"{bundle}.mine"}
    assert trusting_the_system(own) == own


def test_without_a_bundle_nothing_is_named(bundle: Path) -> None:
    bundle.unlink()
    assert trusting_the_system({"A": "b"}) == {"A": "b"}
