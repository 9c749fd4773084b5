"""Lists the benchmarks; each is run by its own name."""

from pathlib import Path

HERE = Path(__file__).parent

for package in sorted(path.parent for path in HERE.glob("*/__main__.py")):
    purpose = (package / "__init__.py").read_text(encoding="utf-8").strip().strip('"')
    print(f"python -m benchmarks.{package.name:<14} {purpose}")
