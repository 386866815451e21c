#!/bin/sh
# Makes the README's terminal picture from the program's real output.
set -e
cd "$(dirname "$0")/../.."
CLICOLOR_FORCE=1 go run ./cmd/readout read --published 2024-03-07 --width 96 --only statements,events \
  ledger/demo/04-kta-summit-agreed.txt |
  go run github.com/charmbracelet/freeze@v0.2.2 --language ansi --output docs/pictures/read.svg --theme charm --window --padding 16 --margin 0 --font.size 13 --font.family monospace
