"""Puts the vendored style sheets of the desk together out of unpacked npm packages; run when a version changes.

The theme is cut down to the tokens that these style sheets read; nothing else is changed. Fonts and scripts are copied whole.
"""

import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

STATIC = Path(__file__).parent.parent / "desk" / "static"

SHEETS = (
    "nl-design-system-candidate-button-css-*/dist/button.css",
    "nl-design-system-candidate-heading-css-*/dist/heading.css",
    "nl-design-system-candidate-link-css-*/dist/link.css",
    "nl-design-system-candidate-paragraph-css-*/dist/paragraph.css",
    "nl-design-system-candidate-skip-link-css-*/dist/skip-link.css",
    "nl-design-system-candidate-data-badge-css-*/dist/data-badge.css",
    "utrecht-alert-css-*/dist/index.min.css",
    "utrecht-form-field-css-*/dist/index.min.css",
    "utrecht-form-label-css-*/dist/index.min.css",
    "utrecht-table-css-*/dist/index.min.css",
    "utrecht-textarea-css-*/dist/index.min.css",
    "utrecht-textbox-css-*/dist/index.min.css",
    "utrecht-select-css-*/dist/index.min.css",
)
THEME = "nl-design-system-unstable-voorbeeld-design-tokens-*/dist/theme.css"
WHOLE = (
    "htmx.org-*/dist/htmx.min.js",
    "cytoscape-*/dist/cytoscape.min.js",
    "dagrejs-dagre-*/dist/dagre.min.js",
    *(f"d3-{part}-*/dist/d3-{part}.min.js" for part in ("dispatch", "force", "quadtree", "timer")),
    *(
        f"fontsource-noto-sans-*/files/noto-sans-{part}-{weight}-normal.woff2"
        for part in ("latin", "latin-ext")
        for weight in (400, 700)
    ),
)

TOKEN = re.compile(r"--[\w-]+")


def found(packages: Path, pattern: str) -> Path:
    """Give the one file of a pattern."""
    [path] = packages.glob(pattern)
    return path


def cut(theme: str, wanted: Iterable[str]) -> str:
    """Keep the tokens that are wanted, and those that they are made of."""
    said = {line.strip().split(":")[0]: line for line in theme.splitlines() if line.strip().startswith("--")}
    kept: set[str] = set()
    left = set(wanted) & said.keys()
    while left:
        kept |= left
        left = {name for one in left for name in TOKEN.findall(said[one])} & said.keys() - kept
    return ".voorbeeld-theme {\n" + "\n".join(said[name] for name in said if name in kept) + "\n}\n"


def main(packages: Path) -> None:
    """Write `nl-design-system.css`, and copy what is taken whole."""
    sheets = "\n".join(found(packages, one).read_text(encoding="utf-8") for one in SHEETS)
    own = (STATIC / "desk.css").read_text(encoding="utf-8")
    theme = cut(found(packages, THEME).read_text(encoding="utf-8"), TOKEN.findall(sheets + own))
    (STATIC / "nl-design-system.css").write_text(theme + sheets, encoding="utf-8")
    for one in WHOLE:
        shutil.copyfile(found(packages, one), STATIC / found(packages, one).name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
