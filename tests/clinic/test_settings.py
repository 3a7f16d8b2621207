"""What the clinic decides about its load is kept with its store."""

import stat
from dataclasses import fields, replace

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


def test_everything_that_can_be_decided_is_decided_here():
    """So the test above sees a field that `Entries` or `checked` forgets."""
    usual = [
        field.name
        for field in fields(Settings)
        if getattr(DECIDED, field.name) == getattr(Settings(), field.name)
    ]

    assert usual == [], "decide these in DECIDED, other than by default"


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


NOTHING = [None, 0, 0.0, -1, True, "1", float("nan"), float("inf"), [1]]
MOST = {"band": 10, "group_share": 1, "clients": 10_000, "hours": 168, "weights": 100}


def of_form(name, value):
    """Return what a form's number becomes, each where it stands."""
    form = {
        "band": {"band": [value, 5]},
        "group_share": {"group_share": value},
        "clients": {"limits": {"ruth": [value]}},
        "hours": {"limits": {"ruth": [None, value]}},
        "weights": {"weights": {"severe": value}},
    }
    return settings.checked(form[name])


def becomes(name, value):
    number = float(value)
    return {
        "band": Settings(band=tuple(sorted((number, 5.0)))),
        "group_share": Settings(group_share=number),
        "clients": Settings(limits={"ruth": (number, None)}),
        "hours": Settings(limits={"ruth": (None, number)}),
        "weights": Settings(weights={"severe": number}),
    }[name]


@pytest.mark.parametrize("name", MOST)
def test_a_number_of_a_form_is_above_zero_and_at_most_so_much(name):
    for value in (MOST[name], 0.001, MOST[name] - 0.5):
        assert of_form(name, value) == becomes(name, value)
    for value in (*NOTHING, MOST[name] + 0.001):
        assert of_form(name, value) == Settings()


@pytest.mark.parametrize(
    ("band", "kept"),
    [
        ([0.9, 0.7], (0.7, 0.9)),
        ((0.7, 0.9), (0.7, 0.9)),
        ([0.7, 0.7], (0.7, 0.7)),
        ([0.7], None),
        ([0.7, 0.8, 0.9], None),
        ([0.7, None, 0.9], None),
        ([0.7, None], None),
        ([], None),
        ("79", None),
        ({0.7: 1, 0.9: 2}, None),
    ],
)
def test_a_band_is_two_numbers(band, kept):
    assert settings.checked({"band": band}).band == kept


@pytest.mark.parametrize(
    ("groups", "kept"),
    [*((one, one) for one in ("event", "attendee", "share")), ("x", "event"), (None, "event")],
)  # fmt: skip
def test_how_groups_count(groups, kept):
    assert settings.checked({"groups": groups}).groups == kept


def test_limits_are_the_first_two_of_what_stands_there():
    form = {"limits": {1: [20, 30, 40], "b": (20,), "c": [], "d": 3, "e": [None, None]}}

    assert settings.checked(form).limits == {"1": (20, 30), "b": (20, None)}
    assert settings.checked({"limits": [1], "weights": [2]}) == Settings()
    assert settings.checked({"weights": {3: 1}}).weights == {"3": 1}


def test_reasons_stand_in_their_order_and_none_is_none():
    assert settings.checked({"reasons": ["usual", "x", "early"]}).reasons == (
        *("early", "usual"),
    )
    assert settings.checked({"reasons": []}).reasons == ()
    assert settings.checked({"reasons": None}).reasons == ()
    usual = settings.checked({}).reasons
    assert usual == ("early", "missed", "rupture", "rhythm", "waiting")
    every = settings.checked({"reasons": ["usual", *usual[::-1]]}).reasons
    assert every == (*usual, "usual")


def test_what_the_file_leaves_out_has_its_default(tmp_path):
    (tmp_path / "settings.json").write_text('{"band": [0.5, 2]}', encoding="utf-8")

    assert settings.read(tmp_path) == Settings(band=(0.5, 2.0))
    assert (Settings().groups, Settings().group_share) == ("event", 0.5)


@pytest.mark.parametrize(
    "text",
    [
        '{"group_share": 0}',
        '{"group_share": 1.001}',
        '{"band": [0, 1]}',
        '{"band": [1, 10.001]}',
        '{"limits": {"r": [0, null]}}',
        '{"limits": {"r": [10001, null]}}',
        '{"limits": {"r": [null, 0]}}',
        '{"limits": {"r": [null, 168.5]}}',
        '{"weights": {"a": 0}}',
        '{"weights": {"a": 100.5}}',
    ],
)
def test_a_number_beyond_its_limits_is_a_mistake(tmp_path, text):
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    with pytest.raises(Mistake):
        settings.read(tmp_path)


def test_a_share_of_one_and_what_is_just_above_zero_is_read(tmp_path):
    text = '{"group_share": 1, "band": [0.001, 0.002], "weights": {"a": 0.001}}'
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")

    assert settings.read(tmp_path) == Settings(
        group_share=1, band=(0.001, 0.002), weights={"a": 0.001}
    )


def test_settings_that_cannot_be_read_say_why(tmp_path):
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(Mistake) as mistake:
        settings.read(tmp_path)

    assert str(mistake.value) == "settings.json: cannot be read (Is a directory)."


def test_settings_are_written_beside_an_import(tmp_path, monkeypatch):
    endings = []
    real = settings.replace_file
    monkeypatch.setattr(
        settings,
        "replace_file",
        lambda *given, unfinished: (
            endings.append(unfinished) or real(*given, unfinished=unfinished)
        ),
    )
    settings.write(tmp_path, DECIDED)

    assert endings == [".part"]
