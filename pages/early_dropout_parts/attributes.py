"""Which client attributes go with leaving early?"""

import pandas as pd

from charts import attributes as attributes_chart
from measures import attributes
from measures.release import Release
from measures.statistics.comparison import SMALLEST_COMPARED
from pages.early_dropout_parts import attribute_names as named
from pages.early_dropout_parts import rows as behind
from pages.early_dropout_parts import words
from queries import Filters
from ui import data
from ui.figures import figure
from ui.page import choices, frame
from ui.topics.people import MOST

TESTED = ["label", "values", "clients", "q", "p", "statistic", "freedom"]
COUNTED = ["value_id", "value", "known", "dropped"]
LIMITS = [
    f"{measure}{end}"
    for measure in ("after_one", "by_two")
    for end in ("", "_low", "_high")
]


def show(chosen: Filters) -> None:
    """Draw all attributes, and beside them the values of one."""
    answered = data.answer("early_dropout_by_attribute", chosen)
    rows = attributes.recorded(answered)
    tested = named.named(attributes.tested(rows))
    if tested.empty:
        frame.stop("The export says nothing of these clients that tells them apart.")
    values = named.marked(attributes.by_value(rows))
    left, right = frame.halves()
    with left:
        _spread(tested, values, chosen)
    with right:
        _values(tested, values, chosen)


def _spread(tested: pd.DataFrame, values: pd.DataFrame, chosen: Filters) -> None:
    enough = values[values["known"] >= SMALLEST_COMPARED]
    enough = enough[enough["value"] != attributes.UNRECORDED]
    placed = tested[tested["p"].notna()].merge(
        enough, on="attribute", suffixes=("", "_of_value")
    )
    drawn = placed.assign(attribute=placed["label"], rate=placed["by_two"])
    figure.show(
        attributes_chart.spread(drawn),
        chosen,
        question="early_dropout_by_attribute",
        headline=words.attributes_headline(tested),
        note=words.attributes_note(SMALLEST_COMPARED),
        table=tested[TESTED].head(len(tested) if len(drawn) else 0),
        release=Release(["clients"], TESTED[3:], labels=["values"]),
    )


def _values(tested: pd.DataFrame, values: pd.DataFrame, chosen: Filters) -> None:
    labels = dict(zip(tested["attribute"], tested["label"], strict=True))
    attribute = choices.pick("attribute", "Attribute", labels)
    about = tested[tested["attribute"] == attribute].iloc[0]
    rows = values[values["attribute"] == attribute]
    largest = rows["known"].rank(method="first", ascending=False) <= MOST
    table = rows[[*COUNTED, *LIMITS]]
    figure.show(
        attributes_chart.values(
            rows[largest], session=int(about["begins_at"]), fewest=SMALLEST_COMPARED
        ),
        chosen,
        question="early_dropout_by_attribute",
        headline=words.values_headline(rows, about, SMALLEST_COMPARED),
        note=words.values_note(about, rows["known"], SMALLEST_COMPARED),
        table=table,
        rows=behind.leavers_of_value(about["label"]),
        release=Release(["dropped"], LIMITS, "known"),
        key="values",
    )
