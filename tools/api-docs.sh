#!/bin/sh
# Writes the documentation of all public types from their XML comments, as Markdown, into docs/api.
set -e
cd "$(dirname "$0")/.."
dotnet build src/Convert.Formats -c Release -v quiet
dotnet tool restore
rm -rf docs/api
dotnet docfx metadata tools/docfx.json --logLevel Warning
echo "docs/api/toc.yml lists the pages; begin with docs/api/Refold.md"
