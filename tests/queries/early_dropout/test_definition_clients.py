"""Every definition of dropout leads to exactly the clients it counts."""

from dataclasses import replace

import pandas as pd
import pytest

import queries


@pytest.mark.parametrize("window", [30, 60, 90])
def test_a_definition_leads_to_as_many_clients_as_it_counts(sample, everything, window):
    chosen = replace(everything, window=window)
    rows = queries.answer(sample, "early_dropout_by_definition", chosen)

    for _, row in rows.iterrows():
        counted = row["events"] if pd.notna(row["events"]) else row["most_events"]
        behind = replace(chosen, value=row["definition"])
        clients = queries.answer(sample, "early_dropout_definition_clients", behind)
        assert len(clients) == counted, row["definition"]


def test_ours_leads_to_those_who_left_after_session_one_or_two(sample, everything):
    months = queries.answer(sample, "early_dropout_by_month", everything)
    ours = replace(everything, value="left after session one or two")
    clients = queries.answer(sample, "early_dropout_definition_clients", ours)

    assert len(clients) == months[["dropped_one", "dropped_two"]].sum().sum()


def test_without_a_definition_all_who_began_are_listed(sample, everything):
    months = queries.answer(sample, "early_dropout_by_month", everything)
    clients = queries.answer(sample, "early_dropout_definition_clients", everything)

    assert len(clients) == months["clients"].sum()
