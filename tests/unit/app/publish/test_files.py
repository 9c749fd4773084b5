"""The files of a run (PRODUCT.md, files of a run)."""

import json

from agents.domain.report import Verdict
from agents.domain.spec import Rejection
from agents.messages import RunFinished
from app.publish.files import compose, masked
from app.security.secrets import Masker
from tests.fakes import documents

FINISHED = RunFinished(
    report=documents.report(),
    page_map=documents.page_map(),
    scenarios=documents.scenarios(),
    plan=documents.plan(),
    specs=documents.specs(),
    results=documents.results(),
)
NO_SECRETS = Masker(())


def written(finished: RunFinished, masker: Masker = NO_SECRETS) -> dict[str, bytes]:
    made = compose(
        finished, [documents.evidence("home.spec.ts")], "// config\n", {"report.md": b"# x"}, masker
    )
    return {file.path: file.content for file in made.files}


def test_a_whole_run_gives_all_its_files() -> None:
    assert sorted(written(FINISHED)) == [
        "evidence/home.json",
        "page-map.json",
        "report.json",
        "report.md",
        "results.json",
        "risks.json",
        "scenarios.json",
        "specs.json",
        "specs/greenroom.config.ts",
        "specs/home.spec.ts",
    ]


def test_specs_are_written_byte_for_byte() -> None:
    text = "// ü\u2028\n"
    finished = FINISHED.model_copy(update={"specs": documents.specs(text)})
    assert written(finished)["specs/home.spec.ts"] == text.encode()


def test_every_json_file_says_its_schema_version() -> None:
    for path, content in written(FINISHED).items():
        if path.endswith(".json"):
            assert json.loads(content)["schema_version"] == "1", path


def test_what_was_not_reached_is_not_written() -> None:
    made = compose(RunFinished(report=documents.report(Verdict.BLOCKED)), [], None, {}, NO_SECRETS)
    assert [file.path for file in made.files] == ["report.json"]


def test_a_run_without_delivered_specs_still_says_why() -> None:
    empty = documents.specs().model_copy(update={"files": ()})
    made = compose(FINISHED.model_copy(update={"specs": empty}), [], None, {}, NO_SECRETS)
    paths = [file.path for file in made.files]
    assert "specs.json" in paths
    assert not [path for path in paths if path.startswith("specs/")]


def test_a_spec_that_holds_a_secret_is_written_nowhere() -> None:
    """Promise 7: secrets never in specs."""
    finished = FINISHED.model_copy(update={"specs": documents.specs("fill('hunter22')")})
    made = compose(finished, [], "// config\n", {}, Masker(["hunter22"]))
    assert made.withheld == ("specs.json", "specs/home.spec.ts")
    assert b"hunter22" not in b"".join(file.content for file in made.files)


def test_documents_are_masked_and_specs_are_not_altered() -> None:
    finished = FINISHED.model_copy(update={"results": documents.results("filled in hunter22")})
    safe = masked(finished, Masker(["hunter22"]))
    assert safe.results is not None
    assert safe.results.results[0].runs[0].error == "filled in ***"
    assert safe.specs is finished.specs
    assert masked(FINISHED, Masker(["hunter22"])) == FINISHED
    assert masked(RunFinished(report=documents.report()), Masker(["x" * 8])).page_map is None


def test_the_titles_of_rejected_tests_are_masked() -> None:
    """What was withheld for a secret bears it in its title, and `specs.json` is still written."""
    told = Rejection(scenario="s", title="The page hunter22", stage="safety", reason="withheld")
    specs = documents.specs().model_copy(update={"rejected": (told,)})
    safe = masked(FINISHED.model_copy(update={"specs": specs}), Masker(["hunter22"]))
    assert safe.specs is not None
    assert [one.title for one in safe.specs.rejected] == ["The page ***"]
    assert safe.specs.files is specs.files
    made = compose(safe, [], None, {}, Masker(["hunter22"]))
    assert made.withheld == ()
