"""What no file may do: raw HTML, shared caches of private frames, an open server."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("pages", "ui", "charts", "measures", "queries", "ingest")
FILES = [ROOT / "dashboard.py"] + [
    file for layer in LAYERS for file in sorted((ROOT / layer).rglob("*.py"))
]
# Navigation beside pages/ lets a bookmark skip the frame; the others render markup.
BANNED_CALLS = {"st.navigation", "st.html", "st.iframe", "components.html"}
FRAMES = ("DataFrame", "Series", "ndarray", "Figure")
PERSONAL = ("session_state", "query_params", "user", "context")

every_file = pytest.mark.parametrize(
    "file", FILES, ids=lambda file: str(file.relative_to(ROOT))
)


def nodes(file, *kinds):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def cached_functions(file):
    return [
        function
        for function in nodes(file, ast.FunctionDef)
        if any("st.cache_" in ast.unparse(mark) for mark in function.decorator_list)
    ]


@every_file
def test_renders_no_markup(file):
    calls = nodes(file, ast.Call)
    keywords = {keyword.arg for call in calls for keyword in call.keywords}

    assert not {ast.unparse(call.func) for call in calls} & BANNED_CALLS
    assert "unsafe_allow_html" not in keywords


@every_file
def test_draws_without_plotly_express(file):
    assert "plotly.express" not in file.read_text(encoding="utf-8")


@every_file
def test_a_cache_is_keyed_by_small_things_that_are_all_hashed(file):
    for function in cached_functions(file):
        arguments = function.args.posonlyargs + function.args.args
        for argument in arguments + function.args.kwonlyargs:
            kind = ast.unparse(argument.annotation)
            assert not any(frame in kind for frame in FRAMES)
            assert not argument.arg.startswith("_") or argument.arg == "_store"


@every_file
def test_a_cached_function_does_not_know_who_asks(file):
    for function in cached_functions(file):
        read = {
            node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)
        }
        assert not read & set(PERSONAL)


def test_the_server_stays_on_this_machine_and_keeps_quiet():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))

    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["server"]["allowedHosts"] == ["127.0.0.1", "localhost"]
    assert settings["server"]["enableStaticServing"] is False
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["client"]["showErrorLinks"] is False
    assert settings["client"]["showSidebarNavigation"] is False
    assert settings["client"]["disableDataExport"] is True


def test_what_only_tests_need_is_not_installed_to_run():
    needed = (ROOT / "requirements.txt").read_text("utf-8")

    assert not any(name in needed for name in ("pytest", "playwright", "statsmodels"))
