"""What the documents point at exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
COMMAND = re.compile(r"python (?:-m )?([\w./]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_every_link_leads_somewhere(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_every_command_exists(document):
    commands = COMMAND.findall(document.read_text(encoding="utf-8"))
    runnable = [command.replace(".", "/").replace("/py", ".py") for command in commands]

    assert [name for name in runnable if not (ROOT / name).exists()] == []


PATH = re.compile(r"`((?:\w+/)+[\w.-]*|\w+\.(?:py|toml|md))`")


OF_TODAY = [document for document in DOCUMENTS if document.name != "CHANGELOG.md"]


@pytest.mark.parametrize("document", OF_TODAY, ids=lambda file: file.name)
def test_every_path_of_the_project_exists(document):
    named = PATH.findall(document.read_text(encoding="utf-8"))
    ours = [path for path in named if (ROOT / path.partition("/")[0]).exists()]

    missing = [path for path in ours if not (ROOT / path).exists()]
    assert [
        path for path in missing if "willow" not in path
    ] == []  # the worked example
