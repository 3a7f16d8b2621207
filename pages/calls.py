"""Who needs a call this week, and why?"""

from dataclasses import replace

import streamlit as st

from charts import calls as calls_chart
from charts.people import UNCOMPARED, dots
from measures.calls import worked
from measures.release import Release
from measures.statistics.rates import RATES
from pages.calls_parts import rows, words
from ui import data
from ui.figures import figure, tables
from ui.page import frame
from ui.topics import calls, people

chosen = frame.open_page("Calls")
reasons = calls.chosen_reasons()
chosen = replace(chosen, reasons=reasons)
overall = data.answer("calls_by_reason", chosen)

frame.section(words.headline(overall))
ahead = data.answer("caseload_booked_ahead", chosen)
st.caption(calls.note(chosen) + calls.unbooked(ahead))
if aside := calls.left_alone(data.answer("calls_left_out", chosen), "this list"):
    st.caption(aside)
if len(listed := data.answer("calls_clients", chosen)):
    tables.show(calls.listed(listed), alt="Clients who need a call", key="calls")
with st.expander("What the reasons mean"):
    st.markdown(calls.definitions(tuple(calls.REASONS)))

left, right = frame.halves()
with left:
    by_reason = calls.named(overall[overall["reason"] != "any"])
    counts = by_reason[["reason", "label", "clients", "closing"]]
    figure.show(
        calls_chart.bars(by_reason, mark="reason", name="label"),
        chosen,
        question="calls_by_reason",
        headline=words.by_reason(overall),
        note="A client may stand under more than one reason. Full color: a week or less.",
        table=counts,
        rows=rows.clients_of_reason(),
        release=Release(["clients"], ["closing"]),
    )
with right:
    if data.names_counselors():
        everyone = data.answer("calls_by_counselor", chosen)
        table = everyone[
            ["counselor_id", "counselor", "supervisor", "clients", "closing"]
        ]
        figure.show(
            calls_chart.bars(
                everyone.head(people.MOST), mark="counselor_id", name="counselor"
            ),
            chosen,
            question="calls_by_counselor",
            headline=words.by_counselor(everyone),
            note="Those whose clients have least time left come first."
            + people.left_out(everyone, "those with least time left"),
            table=table,
            rows=rows.clients_of_counselor(everyone),
            release=Release(["clients"], ["closing"]),
        )
    else:
        st.info(frame.NO_COUNSELOR)

past = calls.named(worked(data.answer("calls_worked", chosen)))
table_of_past = past[["reason", "label", "clients", "came_back", *RATES]]
figure.show(
    dots(words.drawn(past), center=float("nan"), names=UNCOMPARED),
    chosen,
    question="calls_worked",
    headline=words.worked(past),
    note=words.past(past),
    table=table_of_past,
    rows=rows.clients_of_the_past(),
    release=Release(["came_back"], RATES, "clients"),
)
