"""Imports point down, files stay short, and every page opens with the frame."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = {"pages", "ui", "charts", "measures", "queries", "ingest", "clinic", "store"}
OURS |= {"sample_data"}
MAY_IMPORT = {
    "pages": {"streamlit", "ui", "charts", "measures", "pages", "queries", "ingest"}
    | {"clinic"},
    "ui": {"streamlit", "ui", "queries", "ingest", "clinic", "store"},
    "charts": {"plotly", "charts"},
    "measures": {"scipy", "measures"},
    "queries": {"duckdb", "queries", "store"},
    "ingest": {"duckdb", "ingest", "queries", "store"},
    "clinic": {"clinic", "store"},
    "store": {"duckdb", "store"},
    "sample_data": {"sample_data"},
}
GUARDED = OURS | {"streamlit", "plotly", "duckdb", "scipy", "statsmodels", "tests"}
LAYERS = {ROOT / "dashboard.py": "pages"} | {
    file: layer for layer in MAY_IMPORT for file in sorted((ROOT / layer).rglob("*.py"))
}
IN_PAGES = [file for file, layer in LAYERS.items() if layer == "pages"]
PARTS = [file for file in IN_PAGES if file.parent.parent.name == "pages"]
PAGES = [file for file in IN_PAGES if file not in PARTS]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
QUESTIONS = sorted((ROOT / "queries").glob("*.sql"))


def named(file):
    return str(file.relative_to(ROOT))


def imports(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "relative" if node.level else node.module.partition(".")[0]


@pytest.mark.parametrize("file", LAYERS, ids=named)
def test_imports_point_down(file):
    assert set(imports(file)) & (GUARDED | {"relative"}) <= MAY_IMPORT[LAYERS[file]]


@pytest.mark.parametrize("file", [*LAYERS, *TESTS], ids=named)
def test_is_short(file):
    limit = 80 if file in IN_PAGES else 200 if file in TESTS else 150

    assert len(file.read_text(encoding="utf-8").splitlines()) <= limit


def only_names(statement):
    """Tell whether a statement imports, or names a constant without asking anybody."""
    if not isinstance(statement, ast.Assign):
        return isinstance(statement, ast.Import | ast.ImportFrom)
    words = set(re.findall(r"\w+", ast.unparse(statement.value)))
    return statement.targets[0].id.isupper() and not words & {"st", "data", "frame"}


@pytest.mark.parametrize("file", PAGES, ids=named)
def test_the_first_thing_a_page_does_is_to_open_the_frame(file):
    docstring, *statements = ast.parse(file.read_text(encoding="utf-8")).body
    first = next(s for s in statements if not only_names(s))

    assert isinstance(docstring, ast.Expr)
    assert isinstance(first, ast.Assign | ast.Expr)
    assert isinstance(first.value, ast.Call)
    assert ast.unparse(first.value.func) == "frame.open_page"


@pytest.mark.parametrize("file", PARTS, ids=named)
def test_a_part_of_a_page_does_nothing_until_its_page_shows_it(file):
    _, *statements = ast.parse(file.read_text(encoding="utf-8")).body
    functions = [s for s in statements if isinstance(s, ast.FunctionDef)]

    assert all(only_names(s) for s in statements if s not in functions)
    assert "show" in {function.name for function in functions}


@pytest.mark.parametrize("file", IN_PAGES, ids=named)
def test_a_page_is_built_of_its_own_parts_only(file):
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    parts = [n.module for n in nodes if isinstance(n, ast.ImportFrom)]
    inside = [module for module in parts if module.startswith("pages")]

    own = f"pages.{file.stem}_parts" if file in PAGES else f"pages.{file.parent.name}"
    assert set(inside) <= {own}


@pytest.mark.parametrize("file", QUESTIONS, ids=named)
def test_a_query_opens_with_its_question_and_its_grain(file):
    question, grain = file.read_text(encoding="utf-8").splitlines()[:2]

    assert question.startswith("-- ")
    assert question.endswith("?")
    assert grain.startswith("-- One row")


@pytest.mark.parametrize("file", QUESTIONS, ids=named)
def test_a_query_is_explained(file):
    assert f"`{file.stem}`" in (ROOT / "docs" / "measures.md").read_text("utf-8")
