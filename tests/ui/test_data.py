"""Answers are cached by all that makes them differ, and say when they fail."""

from streamlit.testing.v1 import AppTest


def asked():

    import streamlit as st

    from queries import Filters
    from ui import data

    data.turn_to_current()
    for scope in (None, ("K-001",), ("K-002", "K-003"), (), None):
        everything = Filters.everything(scope)
        choices = data.answer("choices", everything)
        st.text(str(int(choices["dimension"].eq("counselor").sum())))


def differing():
    from dataclasses import fields, replace
    from datetime import date
    from unittest import mock

    import pandas as pd
    import streamlit as st

    import queries
    from queries import Filters
    from ui import data

    data.turn_to_current()
    usual = Filters(start=date(2026, 1, 1), end=date(2026, 2, 1), scope=None)
    others = [replace(usual, **{one.name: "other"}) for one in fields(Filters)]
    with mock.patch.object(queries, "answer", return_value=pd.DataFrame()) as asked:
        for filters in [usual, *others, usual, *others]:
            data.answer("snapshot", filters)
    st.text(str(asked.call_count - len(others)))


def spoiled():

    import streamlit as st

    from queries import Filters
    from ui import data

    data.turn_to_current()
    everything = Filters.everything()
    data.answer("snapshot", everything)["sessions"] = 0
    st.text(str(data.answer("snapshot", everything)["sessions"].iloc[0]))


def run(script, store, monkeypatch):
    monkeypatch.setenv("RAPPORT_STORE", str(store))
    return [text.value for text in AppTest.from_function(script).run(timeout=30).text]


def test_nobody_gets_an_answer_of_another_scope(sample_folder, monkeypatch):
    assert run(asked, sample_folder, monkeypatch) == ["24", "1", "2", "0", "24"]


def test_no_answer_serves_two_selections_and_none_is_asked_twice(
    sample_folder, monkeypatch
):
    assert run(differing, sample_folder, monkeypatch) == ["1"]


def test_a_page_cannot_spoil_the_answer_of_another(sample_folder, monkeypatch):
    assert run(spoiled, sample_folder, monkeypatch) != ["0"]
