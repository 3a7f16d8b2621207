"""The addresses of all pages: the overview, and one for each file in pages/."""

import ast
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
PAGES = ["", *(file.stem for file in sorted((ROOT / "pages").glob("*.py")))]


def parts(page: str) -> list[str]:
    """Return the addresses of a page's parts."""
    return [f"{page}?{page}_part={quote(name)}" for name in part_names(page)]


def part_names(page: str) -> list[str]:
    """Return the names of a page's parts: the keys of its PARTS."""
    file = ROOT / (f"pages/{page}.py" if page else "dashboard.py")
    return [
        name.value
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PARTS"
        for name in node.value.keys
    ]


EVERYWHERE = [address for page in PAGES for address in parts(page) or [page]]
