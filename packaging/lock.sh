#!/bin/sh
# Rewrites both lock files: hashes, no addresses.
set -eu
cd "$(dirname "$0")/.."
for target in "requirements.lock" "requirements-test.lock --group test"; do
    # shellcheck disable=SC2086
    set -- $target
    lock=$1
    shift
    uv pip compile pyproject.toml "$@" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header --quiet -o "$lock"
done
