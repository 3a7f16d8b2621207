"""Imports point down, pages stay short, and every page opens with the frame."""

import ast
from fnmatch import fnmatch
from pathlib import Path

import pytest

from ui.figures import glossary
from ui.page.frame import PAGES as PAGES_OF_THE_MENU

ROOT = Path(__file__).parents[1]
OURS = {"pages", "ui", "charts", "measures", "queries", "ingest", "clinic", "store"}
OURS |= {"sample_data"}
MAY_IMPORT = {
    "pages": {"streamlit", "ui", "charts", "measures", "pages"},
    "parts": {"streamlit", "ui", "charts", "measures", "pages"}
    | {"queries", "ingest", "clinic", "store"},
    "ui": {"streamlit", "ui", "queries", "ingest", "clinic", "store"},
    "charts": {"plotly", "charts"},
    "measures": {"scipy", "measures"},
    "queries": {"duckdb", "queries", "store"},
    "ingest": {"duckdb", "ingest", "store"},
    "clinic": {"clinic", "store"},
    "store": {"duckdb", "store"},
    "sample_data": {"sample_data"},
}
# What an import changed is said in the pages' own numbers, so it asks the questions.
ASKS_THE_QUESTIONS = {"ingest/merge/changes.py"}
# A row's way down: each step of an import may use those before it, and none after.
STEPS = ("read", "recognize", "convert", "merge")
GUARDED = OURS | {"streamlit", "plotly", "duckdb", "scipy", "statsmodels", "tests"}
LAYERS = {ROOT / "dashboard.py": "pages"} | {
    file: layer
    for layer in sorted(OURS)
    for file in sorted((ROOT / layer).rglob("*.py"))
}
IN_PAGES = [file for file, layer in LAYERS.items() if layer == "pages"]
HELPERS = [file for file in IN_PAGES if file.parent.parent.name == "pages"]
PAGES = [file for file in IN_PAGES if file not in HELPERS]
LAYERS |= dict.fromkeys(HELPERS, "parts")
ASKS = {"st", "data", "frame"}  # what shows something, or asks the store
CONTRIBUTING = "docs/contributing.md"
QUESTIONS = sorted((ROOT / "queries").rglob("*.sql"))


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
    allowed = MAY_IMPORT[LAYERS[file]]
    if named(file) in ASKS_THE_QUESTIONS:
        allowed = allowed | {"queries"}

    further = set(imports(file)) & (GUARDED | {"relative"}) - allowed
    assert not further, f"may not be used here, see The map in {CONTRIBUTING}"


def test_every_room_stands_in_the_map():
    rooms = {
        file.relative_to(ROOT).parts[0]
        for file in ROOT.glob("[!.]*/**/*.py")
        if "__pycache__" not in file.parts
    }

    assert rooms - {"tests"} == OURS, f"describe it in The map in {CONTRIBUTING}"


def private(file):
    """Yield what a module takes of another that is that module's own."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            ours = node.module.partition(".")[0] in OURS
            names = [*node.module.split("."), *(alias.name for alias in node.names)]
            yield from (name for name in names if ours and name.startswith("_"))


@pytest.mark.parametrize("file", LAYERS, ids=named)
def test_nothing_is_taken_that_another_module_keeps_to_itself(file):
    assert list(private(file)) == []


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_an_import_uses_none_that_follows(step):
    later = STEPS[STEPS.index(step) + 1 :]
    found = [
        (named(file), node.module)
        for file in sorted((ROOT / "ingest" / step).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        if node.module.startswith(tuple(f"ingest.{room}" for room in later))
    ]

    assert found == []


def test_every_page_stands_in_the_menu():
    listed = {ROOT / path for path, _ in PAGES_OF_THE_MENU.values()}

    assert listed == set(PAGES), "name the page in PAGES of ui/page/frame.py"


@pytest.mark.parametrize("file", PAGES, ids=named)
def test_a_page_reads_like_a_sentence(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 80


def asks_nobody(statement):
    """Tell whether a statement only defines or imports: it shows and asks nothing."""
    defining = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef
    if isinstance(statement, defining):
        return True
    if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
        return False
    nodes = ast.walk(statement.value)
    return not {node.id for node in nodes if isinstance(node, ast.Name)} & ASKS


def only_names(statement):
    """Tell whether a statement imports, or names a constant without asking anybody."""
    if isinstance(statement, ast.Assign) and statement.targets[0].id[:1].islower():
        return False
    return asks_nobody(statement)


def test_a_constant_asks_nobody_and_its_text_may_hold_any_word():
    module = "A = b.C\nA = 'data of the frame'\nA = data.total()\na = b\nst.text(A)"
    names, text, asks, variable, shows = ast.parse(module).body

    assert only_names(names)
    assert only_names(text)
    assert not only_names(asks)
    assert not only_names(variable)
    assert not only_names(shows)


@pytest.mark.parametrize("file", PAGES, ids=named)
def test_the_first_thing_a_page_does_is_to_open_the_frame(file):
    docstring, *statements = ast.parse(file.read_text(encoding="utf-8")).body
    first = next(s for s in statements if not only_names(s))

    assert isinstance(docstring, ast.Expr)
    assert isinstance(first, ast.Assign | ast.Expr)
    assert isinstance(first.value, ast.Call)
    assert ast.unparse(first.value.func) == "frame.open_page"


@pytest.mark.parametrize("file", HELPERS, ids=named)
def test_a_part_of_a_page_does_nothing_until_its_page_shows_it(file):
    docstring, *statements = ast.parse(file.read_text(encoding="utf-8")).body

    assert isinstance(docstring, ast.Expr)
    assert all(asks_nobody(statement) for statement in statements)


@pytest.mark.parametrize("file", IN_PAGES, ids=named)
def test_a_page_is_built_of_its_own_parts_only(file):
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    parts = [n.module for n in nodes if isinstance(n, ast.ImportFrom)]
    inside = [module for module in parts if module.startswith("pages")]

    own = f"pages.{file.stem}_parts" if file in PAGES else f"pages.{file.parent.name}"
    assert all(module == own or module.startswith(f"{own}.") for module in inside)


@pytest.mark.parametrize("file", QUESTIONS, ids=named)
def test_a_query_opens_with_its_question_and_its_grain(file):
    question, grain = file.read_text(encoding="utf-8").splitlines()[:2]

    assert question.startswith("-- ")
    assert question.endswith("?")
    assert grain.startswith("-- One row")


def test_no_two_questions_have_one_name():
    assert len({file.stem for file in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("file", QUESTIONS, ids=named)
def test_a_query_is_explained(file):
    assert glossary.definition(file.stem) != glossary.UNDEFINED, (
        f"give docs/measures.md a part headed ### `{file.stem}`"
    )


def test_no_folder_of_tests_is_passed_over(request):
    """By itself pytest passes over folders named build or dist."""
    names = {file.parent.name for file in (ROOT / "tests").rglob("test_*.py")}
    passed_over = request.config.getini("norecursedirs")

    assert not [name for name in names for one in passed_over if fnmatch(name, one)]
