"""Which rating is held against leaving, and who counts for it."""

import queries


def test_agreement_on_tasks_is_that_of_session_two(clinic, everything):
    store = clinic(
        sessions="""
            client | counselor | start      | status
            ann    | ruth      | 2026-01-05 | attended
            ann    | ruth      | 2026-01-12 | attended
            new    | ruth      | 2026-04-25 | attended
            new    | ruth      | 2026-06-20 | attended
            late   | omar      | 2026-06-30 | attended
        """,
        alliance="""
            client | day        | instrument | subscale | score
            ann    | 2026-01-05 | WAI-SR     | task     | 2
            ann    | 2026-01-12 | WAI-SR     | task     | 4
            ann    | 2026-01-12 | WAI-SR     | bond     | 5
            new    | 2026-06-20 | WAI-SR     | task     | 3
        """,
    )
    (row,) = queries.answer(store, "early_dropout_by_alliance", everything).to_dict(
        "records"
    )

    # what followed the second session of `new` is not known yet
    assert (row["subscale"], row["begins_at"], row["score"]) == ("task", 2, 4)
    assert (row["at_risk_one"], row["dropped_one"]) == (1, 1)
