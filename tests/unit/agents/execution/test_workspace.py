from pathlib import Path

import pytest

from agents.errors import OutputError, UsageError
from agents.execution.workspace import Settings, lay_out, workspace
from agents.specgen.config import print_config

SETTINGS = Settings(reporter="r.cjs", executablePath=None, args=("--a",))


def test_the_delivered_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    with workspace(tmp_path) as folder:
        lay_out(folder, {"old.spec.ts": "x"}, SETTINGS)
        lay_out(folder, {"deep/a.spec.ts": "\u00fc\r\n"}, SETTINGS)
        assert (folder / "specs/deep/a.spec.ts").read_bytes() == "\u00fc\r\n".encode()
        assert not (folder / "specs/old.spec.ts").exists()
        assert Settings.model_validate_json((folder / "settings.json").read_text()) == SETTINGS
        assert (folder / "node_modules").resolve() == tmp_path.resolve()
        assert (folder / "runner.config.ts").is_file()
    assert not folder.exists()


def test_a_config_that_is_delivered_is_kept_and_a_missing_one_is_supplied(tmp_path: Path) -> None:
    with workspace(tmp_path) as folder:
        lay_out(folder, {}, SETTINGS)
        assert (folder / "specs/greenroom.config.ts").read_text() == print_config()
        lay_out(folder, {"greenroom.config.ts": "export default {};"}, SETTINGS)
        assert (folder / "specs/greenroom.config.ts").read_text() == "export default {};"


@pytest.mark.parametrize("name", ["../a.spec.ts", "/etc/a.spec.ts", "a/../../b.spec.ts"])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with workspace(tmp_path) as folder, pytest.raises(UsageError, match="not a file name"):
        lay_out(folder, {name: "x"}, SETTINGS)


def test_a_disk_that_refuses_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with workspace(tmp_path) as folder, pytest.raises(OutputError, match="cannot be written"):
        lay_out(folder, {"a": "x", "a/b.spec.ts": "x"}, SETTINGS)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    with pytest.raises(OutputError, match="no temporary folder"), workspace(tmp_path):
        pass
