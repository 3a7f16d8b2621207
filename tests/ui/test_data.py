"""Answers are cached by all that makes them differ, and say when they fail."""

from streamlit.testing.v1 import AppTest


def asked():
    from datetime import date

    import streamlit as st

    from queries import Filters
    from ui import data

    data.turn_to_current()
    for scope in (None, ("K-001",), ("K-002", "K-003"), (), None):
        everything = Filters(start=date(1900, 1, 1), end=date(2200, 1, 1), scope=scope)
        choices = data.answer("choices", everything)
        st.text(str(int(choices["dimension"].eq("counselor").sum())))


def spoiled():
    from datetime import date

    import streamlit as st

    from queries import Filters
    from ui import data

    data.turn_to_current()
    everything = Filters(start=date(1900, 1, 1), end=date(2200, 1, 1), scope=None)
    data.answer("snapshot", everything)["sessions"] = 0
    st.text(str(data.answer("snapshot", everything)["sessions"].iloc[0]))


def run(script, store, monkeypatch):
    monkeypatch.setenv("RAPPORT_STORE", str(store))
    return [text.value for text in AppTest.from_function(script).run(timeout=30).text]


def test_nobody_gets_an_answer_of_another_scope(sample_folder, monkeypatch):
    assert run(asked, sample_folder, monkeypatch) == ["24", "1", "2", "0", "24"]


def test_a_page_cannot_spoil_the_answer_of_another(sample_folder, monkeypatch):
    assert run(spoiled, sample_folder, monkeypatch) != ["0"]
