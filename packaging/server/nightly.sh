#!/bin/sh
# Check the plans of an embedded file, then copy plans and keys apart from each other, and let old copies of the plans go.
# usage: nightly.sh DATA TARGET; ENPLAN_KEEP_DAYS says for how long (30). Ends with 1 when the check finds something.
set -eu
data=$1
target=$2
program=${ENPLAN_SERVER:-/opt/enplan/.venv/bin/enplan-server}
day=$(date +%Y-%m-%d-%H%M%S)
umask 077
mkdir -p "$target/plans" "$target/keys"

checked=0
"$program" check --data "$data" --json > "$target/check.json" || checked=1

"$program" backup "$target/plans/$day.db" --data "$data"
find "$target/plans" -name '*.db' -mtime "+${ENPLAN_KEEP_DAYS:-30}" -delete

# Of the keys the newest copy alone: an older one opens what was erased since.
"$program" backup-keys "$target/keys/$day.db" --data "$data"
find "$target/keys" -name '*.db' ! -name "$day.db" -delete

exit "$checked"
