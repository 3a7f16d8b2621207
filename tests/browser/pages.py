"""The addresses of all pages: the overview, and one for each file in pages/."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ["", *(file.stem for file in sorted((ROOT / "pages").glob("*.py")))]
