#!/bin/sh
# Fills a ledger with synthetic articles, prepares its past days and measures its server: each page and route cold and
# warm, then 200 concurrent clients for a minute, and the server's memory. It prints the limits
# that are exceeded and exits with 1 if there are any.
#
#   bench/hold.sh ARTICLES FILE
#
# FILE is kept: a later run resumes filling it, and BINARY, the program, is built if it is not given: past days
# that another build prepared would be prepared again. PORT (8091), EACH (40, addresses
# of each kind), CLIENTS (200), LASTS (60, in seconds) and AFTER (5m) change the trial.
set -eu
articles=$1
mkdir -p "$(dirname "$2")"
file=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
cd "$(dirname "$0")/.."
port=${PORT:-8091}
work=$(mktemp -d)
server=
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; server=; }; }
trap 'stop; rm -rf "$work"' EXIT

if [ -z "${BINARY:-}" ]; then
    BINARY=$work/readout
    go build -o "$BINARY" ./cmd/readout
fi
(cd bench && go build -o "$work/load" ./load)
READOUT_SCALE=$articles READOUT_SCALE_DB="$file" READOUT_SCALE_ASK=no go test ./ledger -run xxx -bench Scale -benchtime 1x -timeout 24h

time env GOGC=400 "$BINARY" prepare --db "$file"

serve() {
    stop
    "$BINARY" serve --db "$file" --listen "127.0.0.1:$port" --rate 100000 >"$work/log" 2>&1 &
    server=$!
    n=0
    until "$work/load" -address "http://127.0.0.1:$port" -ready 2>/dev/null; do
        n=$((n + 1))
        [ $n -lt 60 ] || { cat "$work/log"; exit 1; }
        sleep 1
    done
}

last=$(date -u -d "2019-01-01 + $((articles / 300)) days" +%F)
serve
"$work/load" -address "http://127.0.0.1:$port" -each "${EACH:-40}" -find "$work/addresses" -from 2019-01-01 -to "$last"
serve
sleep 30
"$work/load" -address "http://127.0.0.1:$port" -addresses "$work/addresses" -clients "${CLIENTS:-200}" -seconds "${LASTS:-60}" \
    -pid "$server" -after "${AFTER:-5m}"
