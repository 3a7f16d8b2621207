"""An export of subscales: what can be computed or shown is, the rest says why not."""

import pytest

from tests.pages.test_alliance import BETTER, FIGURES, PART, PATH
from tests.pages.test_every_page import HOSTILE, MANY, RENDERED, complaints

WHOLE = ("Goal", "Task", "Bond")
SHOWN = {"Over sessions", "Early and later", "Leaving", "Coverage"}
NEEDS = "needs the total of"


def rated(instrument, parts):
    return "client_id | date | instrument | subscale | score\n" + "\n".join(
        f"client {n % 40} | 2026-0{1 + n % 5}-1{n % 9} | {instrument} | {part} |"
        f" {6 + n % 7}"
        for n in range(200)
        for part in parts
    )


@pytest.fixture(scope="module")
def subscales(tmp_path_factory):
    """Publish a clinic of two of the three subscales of the WAI-SR; read it only."""
    import ingest
    from tests import drawing

    folder = tmp_path_factory.mktemp("subscales")
    tables = {"sessions": MANY, "alliance": rated("WAI-SR", WHOLE[1:])}
    files = drawing.export(folder / "export", **tables, outcomes=BETTER)
    ingest.publish(files, folder / "store")
    return folder / "store"


@pytest.mark.parametrize("part", FIGURES)
def test_a_part_shows_its_subscales_or_says_that_it_needs_the_total(
    visit, subscales, part
):
    visitor = visit(subscales, PATH, **{PART: part})

    assert complaints(visitor) == []
    assert bool(visitor.header) == (part in SHOWN)
    assert any(NEEDS in info.value for info in visitor.info) == (part != "Coverage")
    assert any("no total of WAI" in caption.value for caption in visitor.caption)
    assert not any("nan" in metric.value for metric in visitor.metric)


def test_a_subscale_is_picked_over_sessions(visit, subscales):
    first = visit(subscales, PATH)
    picked = first.selectbox(key="alliance_scale").set_value("Bond").run()

    assert first.selectbox(key="alliance_scale").options == ["Bond", "Task"]
    assert complaints(picked) == []
    assert picked.selectbox(key="alliance_scale").value == "Bond"


def test_a_total_of_all_subscales_fills_the_whole_page(visit, publish):
    visitor = visit(publish(sessions=MANY, alliance=rated("WAI-SR", WHOLE)), PATH)

    assert complaints(visitor) == []
    assert len(visitor.metric) == 5
    assert not visitor.info


def test_subscales_that_nobody_may_read_alone_ask_for_the_total(visit, publish):
    store = publish(sessions=MANY, alliance=rated("CALPAS-P", ("Commitment",)))

    assert "Export the total as well" in visit(store, PATH).info[0].value


@pytest.mark.parametrize("parts", [("",), (HOSTILE,)], ids=["total", "subscale"])
@pytest.mark.parametrize("part", ["Over sessions", "Early and later"])
def test_an_instrument_of_unknown_range_shows_no_nan(visit, publish, part, parts):
    store = publish(sessions=MANY, alliance=rated(HOSTILE, parts))
    visitor = visit(store, PATH, **{PART: part})
    shown = [f"{one.value}" for kind in RENDERED for one in visitor.get(kind)]

    assert complaints(visitor) == []
    assert not any("nan" in text.split() or "nan%" in text for text in shown)
    assert not any(HOSTILE in text for text in shown)


def test_a_page_without_its_table_asks_for_it_in_good_grammar(visit, publish):
    asked = visit(publish(sessions=MANY), PATH).info[0].value

    assert asked.startswith("This page needs an alliance export, which would show how")
