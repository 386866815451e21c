#!/bin/sh
# Makes the README's pictures of pages from the demonstration, with Chromium.
set -e
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; rm -rf "$dir"' EXIT
go build -o "$dir/readout" ./cmd/readout
"$dir/readout" demo --db "$dir/demo.db" --listen 127.0.0.1:8097 >/dev/null 2>&1 &
server=$!
until curl -fs http://127.0.0.1:8097/readyz >/dev/null; do sleep .2; done
article=$(curl -s 'http://127.0.0.1:8097/search?q=%22commercial+matter%22&outlet=Meridian' | grep -o '/article/v[0-9]*' | head -n 1)
shot() { # name, address, width, height, preferred scheme: 0 dark, 1 light
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --user-data-dir="$dir/profile" \
        --hide-scrollbars --blink-settings=preferredColorScheme="$5" --window-size="$3,$4" --screenshot="$dir/$1.png" "http://127.0.0.1:8097$2" >/dev/null 2>&1
    go run docs/pictures/small.go "$dir/$1.png" "docs/pictures/$1.png"
}
curl -fs http://127.0.0.1:8097/event/summit/timeline.svg >docs/pictures/timeline.svg
shot stream '/' 1180 1000 1
shot dossier '/event/summit' 1180 1000 1
shot article "$article" 1180 900 1
