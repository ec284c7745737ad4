"""`python -m streams.published docs/` writes the published pages below the folder named."""

import sys
from pathlib import Path

from streams.published.pages import write

if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
