"""Do clients have a steady slot, and what goes with it?"""

import pandas as pd

from charts import attendance as chart
from measures.release import Release
from measures.steadiness import curves
from pages.attendance_parts import rows as behind
from pages.attendance_parts import slots_and_gaps
from queries import Filters
from ui import data
from ui.figures import figure
from ui.page import frame

QUESTION = "steadiness_by_band"
ROADS = "early_dropout_by_attribute"
LIMITS = ["dropped_out", "dropped_out_low", "dropped_out_high"]


def show(chosen: Filters, _now: pd.DataFrame) -> None:
    """Draw slots and gaps, and under each what became of clients beside it."""
    rows, roads = (data.answer(question, chosen) for question in (QUESTION, ROADS))
    gaps, slots = (slots_and_gaps.bands(rows, measure) for measure in ("gap", "slot"))
    left, right = frame.halves()
    with left:
        _bands(
            slots,
            chosen,
            slots_and_gaps.slots(slots),
            slots_and_gaps.slot_note(),
            "slot",
        )
    with right:
        _bands(
            gaps, chosen, slots_and_gaps.gaps(gaps), slots_and_gaps.gap_note(), "gap"
        )
    left, right = frame.halves()
    with left:
        _leaving(
            _road(roads, "slot"), chosen, slots_and_gaps.slot_association(), "slot"
        )
    with right:
        _leaving(_road(roads, "first_gap"), chosen, slots_and_gaps.association(), "gap")


def _bands(
    counts: pd.DataFrame, chosen: Filters, headline: str, note: str, key: str
) -> None:
    """Draw how many clients are in each band."""
    table = counts[["band", "clients", "share", "mean_sessions"]]
    figure.show(
        chart.bands(slots_and_gaps.every(counts, key)),
        chosen,
        question=QUESTION,
        headline=headline,
        note=note,
        table=table,
        rows=behind.clients_of_band(key),
        release=Release(["clients"], ["share", "mean_sessions"]),
        key=f"steadiness_{key}",
    )


def _road(roads: pd.DataFrame, attribute: str) -> pd.DataFrame:
    """Return the roads of an attribute's bands, as marks and words know them."""
    of_it = roads[roads["attribute"].eq(attribute)]
    return slots_and_gaps.named(curves(of_it, slots_and_gaps.ORDERS[attribute]))


def _leaving(after: pd.DataFrame, chosen: Filters, note: str, band: str) -> None:
    """Draw how many had left by each session, band by band."""
    table = after[["value", "session_number", "at_risk", "dropped_so_far", *LIMITS]]
    figure.show(
        chart.left_so_far(after),
        chosen,
        question=ROADS,
        headline=slots_and_gaps.leaving(after, f"{band}s"),
        note=note,
        table=after[["place_id", *table.columns]],
        rows=behind.dropouts_of_band(),
        release=Release(["at_risk", "dropped_so_far"], LIMITS, without=["place_id"]),
        key=f"by_{band}",
    )
