"""What the clinic decides about its load is kept with its store."""

import stat
from dataclasses import replace

import pytest

from clinic import settings
from clinic.settings import Settings
from store.checked import Mistake

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


MISTAKES = [
    ("", "is empty."),
    (
        "{",
        (
            "line 1, column 2: this is not JSON: expecting property name enclosed in double"
            " quotes."
        ),
    ),
    ("[]", "the whole file must be an object, not []."),
    ("null", "the whole file must be an object, not null."),
    ("\x00", "is empty."),
    ('{"band": "x"}', 'band must be two numbers, not "x".'),
    ('{"band": [0.9]}', "band must be two numbers, not [0.9]."),
    (
        '{"band": [-1, 0.9]}',
        "band, item 1, must be a number above 0 and at most 10, not -1.",
    ),
    (
        '{"band": [1, 10.5]}',
        "band, item 2, must be a number above 0 and at most 10, not 10.5.",
    ),
    (
        '{"groups": "sometimes"}',
        'groups must be one of "attendee", "event" or "share", not "sometimes".',
    ),
    (
        '{"group_share": 2}',
        "group_share must be a number above 0 and at most 1, not 2.",
    ),
    ('{"group_share": true}', "group_share must be a number, not true."),
    (
        '{"limits": {"omar": [20, null], "ruth": [20, 169]}}',
        "limits.ruth, item 2, must be a number above 0 and at most 168, not 169.",
    ),
    (
        '{"limits": {"ruth": []}}',
        (
            "limits.ruth must be active clients and hours a week, such as [25, null],"
            " not []."
        ),
    ),
    ('{"limits": ["ruth"]}', 'limits must be an object, not ["ruth"].'),
    (
        '{"weights": {"very severe": "heavy"}}',
        'weights."very severe" must be a number, not "heavy".',
    ),
    (
        '{"weights": {"severe": NaN}}',
        "weights.severe must be a number above 0 and at most 100, not nan.",
    ),
    (
        '{"reasons": ["because"]}',
        (
            'reasons, item 1, must be one of "early", "missed", "rhythm", "rupture",'
            ' "usual" or "waiting", not "because".'
        ),
    ),
    ('{"bands": [0.7, 0.9]}', "unknown entry bands; did you mean band?"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_what_means_nothing_is_a_sentence(tmp_path, text, said):
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    with pytest.raises(Mistake) as mistake:
        settings.read(tmp_path)

    assert str(mistake.value) == f"settings.json: {said}"


def test_what_stands_at_a_limit_is_read(tmp_path):
    text = '{"band": [1, 10], "limits": {"ruth": [10000, 168]}, "weights": {"a": 100}}'
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")

    assert settings.read(tmp_path) == Settings(
        band=(1, 10), limits={"ruth": (10_000, 168)}, weights={"a": 100}
    )


def test_an_empty_or_a_zero_cell_of_a_form_sets_nothing():
    form = {"limits": {"ruth": (0.0, None), "omar": (None, 24)}, "weights": {"a": 0}}

    assert settings.checked(form) == Settings(limits={"omar": (None, 24)})


def test_a_band_stands_in_order(tmp_path):
    settings.write(tmp_path, Settings(band=(0.9, 0.7)))

    assert settings.read(tmp_path).band == (0.7, 0.9)
