"""What the clinic decides about its load is kept with its store."""

import json
import stat
from dataclasses import replace

import pytest

from clinic import settings
from clinic.settings import Settings

DECIDED = Settings(
    band=(0.7, 0.9),
    groups="share",
    group_share=0.4,
    limits={"ruth": (25.0, None), "omar": (None, 24.0)},
    weights={"severe": 2.0},
    reasons=("early", "usual"),
)


def test_without_any_the_usual_ones_hold(tmp_path):
    kept = settings.read(tmp_path)

    assert kept == Settings()
    assert kept.band is None
    assert kept.limits == {} == kept.weights
    assert "usual" not in kept.reasons


def test_what_was_decided_is_read_again(tmp_path):
    settings.write(tmp_path, DECIDED)

    assert settings.read(tmp_path) == DECIDED


def test_the_file_is_its_owners_alone_and_nothing_is_left_beside_it(tmp_path):
    settings.write(tmp_path, DECIDED)
    settings.write(tmp_path, replace(DECIDED, band=None))
    (file,) = tmp_path.iterdir()

    assert file.name == "settings.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("broken", ["", "{", "[]", "null", '"x"', "\x00"])
def test_a_broken_file_is_the_usual(tmp_path, broken):
    (tmp_path / "settings.json").write_text(broken, encoding="utf-8")

    assert settings.read(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("band", [0.9]),
        ("band", [-1, 0.9]),
        ("band", ["x", 1]),
        ("groups", "sometimes"),
        ("group_share", 2),
        ("group_share", True),
        ("limits", {"ruth": [-5, 1e9]}),
        ("limits", {"ruth": []}),
        ("limits", ["ruth"]),
        ("weights", {"severe": "heavy"}),
        ("weights", 3),
        ("reasons", ["because"]),
    ],
)
def test_what_makes_no_sense_is_not_used(tmp_path, entry, value):
    (tmp_path / "settings.json").write_text(json.dumps({entry: value}), "utf-8")
    kept = settings.read(tmp_path)

    assert kept == (Settings(reasons=()) if entry == "reasons" else Settings())


def test_a_band_stands_in_order(tmp_path):
    settings.write(tmp_path, Settings(band=(0.9, 0.7)))

    assert settings.read(tmp_path).band == (0.7, 0.9)
