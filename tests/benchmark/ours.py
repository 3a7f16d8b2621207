"""The Overview's five numbers as the pages compute them: SQL counts, measures judge."""

import queries
from measures import caseload, dropout
from queries import Filters


def five_numbers(store: queries.Store, chosen: Filters) -> dict:
    """Return the five numbers of a selection, by name."""

    def asked(question):
        return queries.answer(store, question, chosen)

    months = asked("early_dropout_by_month").sum(numeric_only=True).to_frame().T
    left = dropout.early(months).iloc[0]
    sessions = asked("attendance_overall").iloc[0]
    rated = asked("alliance_early_later")
    totals = rated[rated["subscale"].eq("total")].set_index(["instrument", "phase"])
    used = totals["clients"].groupby(level="instrument").max().idxmax()
    load = caseload.against_limits(asked("caseload_by_counselor"))
    return {
        "left after one": left["after_one"],
        "left after two": left["after_two"],
        "attendance": sessions["attended"] / sessions["counted"],
        "alliance early": totals.loc[(used, "early"), "mean"],
        "alliance later": totals.loc[(used, "later"), "mean"],
        "over capacity": int(load["over_capacity"].sum()),
    }
