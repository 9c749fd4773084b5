"""The files of a run (PRODUCT.md), put together from its documents. Pure."""

from collections.abc import Mapping, Sequence

from agents.domain.base import Document, Model
from agents.domain.spec import Evidence, SpecSet
from agents.messages import RunFinished
from app.publish.out_folder import OutFile
from app.security.secrets import Masker

CONFIG_FILE = "specs/greenroom.config.ts"


class FileSet(Model):
    """What to write, and what is held back."""

    files: tuple[OutFile, ...]
    withheld: tuple[str, ...] = ()
    """Specs that hold the value of a secret: written nowhere, so that it cannot be committed."""


def compose(
    finished: RunFinished,
    evidence: Sequence[Evidence],
    config: str | None,
    rendered: Mapping[str, bytes],
    masker: Masker,
) -> FileSet:
    """All files of a run.

    Args:
        finished: as `masked` gives it.
        evidence: one document a spec file.
        config: text of the Playwright configuration; None when there are no specs.
        rendered: the report in its formats and the pictures it shows, by path.
    """
    documents: dict[str, Document | None] = {
        "page-map.json": finished.page_map,
        "scenarios.json": finished.scenarios,
        "risks.json": finished.plan,
        "results.json": finished.results,
        "report.json": finished.report,
    }
    files = {path: to_json(document) for path, document in documents.items() if document is not None}
    files.update(rendered)
    withheld = []
    for path, text in _specs(finished, evidence, config).items():
        if masker.finds(text):
            withheld.append(path)
        else:
            files[path] = text.encode()
    return FileSet(
        files=tuple(OutFile(path=path, content=content) for path, content in sorted(files.items())),
        withheld=tuple(sorted(withheld)),
    )


def masked(finished: RunFinished, masker: Masker) -> RunFinished:
    """The documents of a run without any secret value; specs stay byte for byte what was run.

    Evolution delivers no spec that holds one, but the titles of those that it rejected for that do.
    """
    documents = {
        "report": finished.report,
        "page_map": finished.page_map,
        "scenarios": finished.scenarios,
        "plan": finished.plan,
        "results": finished.results,
    }
    return finished.model_copy(
        update={name: masker.mask_model(one) for name, one in documents.items() if one is not None}
        | {"specs": _masked_rejections(finished.specs, masker)}
    )


def _masked_rejections(specs: SpecSet | None, masker: Masker) -> SpecSet | None:
    if specs is None or not specs.rejected:
        return specs
    return specs.model_copy(update={"rejected": tuple(map(masker.mask_model, specs.rejected))})


def to_json(document: Model) -> bytes:
    """A document as it stands in a file."""
    return (document.model_dump_json(indent=2) + "\n").encode()


def _specs(finished: RunFinished, evidence: Sequence[Evidence], config: str | None) -> dict[str, str]:
    if finished.specs is None:
        return {}
    texts = {"specs.json": to_json(finished.specs).decode()}
    texts |= {f"specs/{file.filename}": file.text for file in finished.specs.files}
    if config is not None:
        texts[CONFIG_FILE] = config
    for item in evidence:
        texts[f"evidence/{item.spec.removesuffix('.spec.ts')}.json"] = to_json(item).decode()
    return texts
