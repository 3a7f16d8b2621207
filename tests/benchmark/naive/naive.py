"""The Overview as one would write it in an afternoon: pandas and Plotly Express.

The export stands in RAPPORT_STORE. Its frames are read once for everybody.
"""

import os
import sys
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[3]))
from tests.benchmark import in_pandas

MONTHS = {"All": 1_200, "Last 12 months": 12, "Last 6 months": 6, "Last 3 months": 3}


@st.cache_resource
def frames():
    return in_pandas.loaded(Path(os.environ["RAPPORT_STORE"]))


st.title("Overview")
months = MONTHS[
    st.segmented_control("Period", list(MONTHS), default="All", key="period")
]
sessions = frames()["sessions"]
marked = sessions[sessions["status"].isin(in_pandas.COUNTED)]
through = marked["start"].max().date()
start = (pd.Timestamp(through) - pd.DateOffset(months=months)).date()
found = in_pandas.five_numbers(frames(), start, through, through)
for column, (name, value) in zip(st.columns(len(found)), found.items(), strict=True):
    column.metric(name, round(value, 3))

shown = marked[marked["start"].ge(pd.Timestamp(start))]
by_week = shown.groupby(shown["start"].dt.to_period("W").dt.start_time)["status"]
st.plotly_chart(px.line(by_week.agg(lambda words: words.eq("attended").mean())))
load = shown[shown["status"].eq("attended")].groupby("counselor_id").size()
st.plotly_chart(px.bar(load.sort_values().tail(10), orientation="h"))
