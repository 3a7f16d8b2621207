"""Few ratings, skipped ones, the cutoff, two instruments: what each question counts."""

from dataclasses import replace

import pytest

import queries
from tests.queries.rated import FIRST, USUAL, WEEK, drawn

CLIENTS = {
    "one": [33],
    "two": [33, 36],
    "three": [33, 36, 37],
    "four": [33, 36, 37, 30],
    "skipped": [40, None, 38, None, 37],
    "mended": [38, 38, 38, 38, 26, 27, 27, 38],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    import ingest
    from tests import drawing

    folder = tmp_path_factory.mktemp("parts")
    tables = drawn(USUAL | CLIENTS)
    other = f"\ntwo | {FIRST} | WAI-SR | | 48\ntwo | {FIRST} | WAI-SR | Task | 15"
    tables["alliance"] += other
    tables["sessions"] += f"\nskipped | ruth | {FIRST + WEEK / 7} 09:00 | 50 | no_show"
    files = drawing.export(folder / "export", **tables)
    ingest.publish(files, folder / "store", through=FIRST + 9 * WEEK)
    opened = queries.open_store(folder / "store")
    yield opened
    opened.close()


@pytest.fixture
def ask(store, everything):
    def asked(question, **chosen):
        srs = replace(everything, instruments=("SRS",))
        return queries.answer(store, question, replace(srs, **chosen))

    return asked


def held(ask, client):
    rows = ask("alliance_by_client", clients=(client,))
    return rows[["status", "score", "session_number"]].to_numpy(dtype=object).tolist()


@pytest.mark.parametrize("client", ["one", "two", "three", "four"])
def test_a_client_is_drawn_whatever_the_number_of_ratings(ask, client):
    rows = ask("alliance_by_client", clients=(client,))

    assert rows["score"].tolist() == CLIENTS[client]
    assert set(rows["instrument"]) == {"SRS"}


def test_a_skipped_questionnaire_and_a_missed_session_keep_their_place(ask):
    rows = ask("alliance_by_client", clients=("skipped",))

    assert rows["status"].tolist() == ["attended", "no_show", *["attended"] * 4]
    scores = rows["score"].fillna(-1).tolist()
    assert scores == [40, -1, -1, 38, -1, 37]
    assert rows["session_number"].fillna(0).tolist() == [1, 0, 2, 3, 4, 5]


def test_a_repair_at_exactly_the_third_session_is_one(ask):
    rows = ask("alliance_by_client", clients=("mended",))
    (dip,) = rows[rows["state"].notna()].to_dict("records")

    assert (dip["state"], dip["score"], dip["repaired_after"]) == ("repaired", 26, 3)


def test_a_score_on_the_cutoff_counts_as_at_or_below_it(ask):
    def counted(cutoff=None):
        rows = ask("alliance_overall", cutoff=cutoff)
        return int(rows["at_or_below_cutoff"].sum())

    low = sum(s <= 36 for c in (USUAL | CLIENTS).values() for s in c if s is not None)
    assert counted() == counted(36) == low
    on_it = sum(s == 36 for c in CLIENTS.values() for s in c if s is not None)
    assert on_it == 3
    assert counted(35.9) == low - on_it


def test_two_instruments_are_never_pooled(store, ask, everything):
    overall = queries.answer(store, "alliance_overall", everything)
    only = ask("alliance_overall", instruments=("WAI-SR",))

    assert set(overall["instrument"]) == {"SRS", "WAI-SR"}
    assert only["ratings"].sum() == 1


def test_the_instrument_rated_most_comes_first(ask):
    rows = ask("alliance_instruments").set_index("instrument")["ratings"]

    assert rows.index.tolist() == ["SRS", "WAI-SR"]
    assert rows["SRS"] == ask("alliance_overall")["ratings"].sum()
    assert rows["WAI-SR"] == 1


def test_the_distribution_holds_every_rating_once_and_the_top_in_the_last_part(ask):
    bins = ask("alliance_by_bin")
    overall = ask("alliance_overall")

    assert bins["ratings"].sum() == overall["ratings"].sum()
    assert bins["last"].max() == 40
    assert bins.loc[bins["last"].eq(40), "ratings"].sum() == 7  # 38 six times, and 40


def test_only_clients_of_four_ratings_make_a_counselors_mean(ask):
    (ruth,) = ask("alliance_by_counselor").to_dict("records")

    assert ruth["rated_clients"] == len(USUAL) + len(CLIENTS)
    assert ruth["clients"] == len(USUAL) + 2
    own = [
        sum(s) / len(s)
        for s in (USUAL | {k: CLIENTS[k] for k in ("four", "mended")}).values()
    ]
    assert ruth["mean"] == pytest.approx(sum(own) / len(own))


def test_coverage_is_a_share_of_attended_sessions(ask):
    (all_of_it,) = ask("alliance_coverage").to_dict("records")
    months = ask("alliance_coverage_by_month")
    (ruth,) = ask("alliance_coverage_by_counselor").to_dict("records")
    attended = sum(map(len, (USUAL | CLIENTS).values()))

    assert (all_of_it["attended"], all_of_it["scored"]) == (attended, attended - 2)
    assert months["attended"].sum() == ruth["attended"] == attended
    assert months["scored"].sum() == ruth["scored"] == attended - 2


def test_tasks_are_those_of_session_two(store, ask, everything):
    rows = queries.answer(store, "early_dropout_by_alliance", everything)

    assert set(rows["begins_at"]) == {1}  # the only rating of tasks is of session one
    assert ask("early_dropout_by_alliance")["at_risk_one"].sum() == len(USUAL | CLIENTS)


OUTCOMES = "client | date | instrument | score\n" + "\n".join(
    f"usual{n} | {FIRST + week * WEEK} | PHQ-9 | {score}"
    for n in range(11)
    for week, score in ((0, 15), (4, 10 - n % 5))
)


def test_an_outcome_of_which_less_is_better_is_turned(clinic, everything):
    store = clinic(**drawn(USUAL), outcomes=OUTCOMES)
    (row,) = queries.answer(store, "alliance_outcome", everything).to_dict("records")
    clients = queries.answer(store, "alliance_outcome_clients", everything)

    assert (row["clients"], row["sum_f"]) == (11, -15 * 11)
    assert row["sum_l"] == -sum(10 - n % 5 for n in range(11))
    early = [sum(USUAL[f"usual{n}"][:3]) / 3 for n in range(11)]
    assert row["sum_a"] == pytest.approx(sum(early))
    assert len(clients) == 11
    assert set(clients["first_outcome"]) == {15}


def test_of_many_rated_on_the_last_day_two_dozen_are_followed_by_name(
    clinic, everything
):
    clients = {f"c{n:02}": [30, 31 + n % 3] for n in range(30)} | {"early": [30]}
    store = clinic(**drawn(clients))
    rows = queries.answer(store, "alliance_by_client", everything)
    named = queries.answer(
        store, "alliance_by_client", replace(everything, clients=("c29", "early"))
    )

    assert rows["client_id"].unique().tolist() == [f"c{n:02}" for n in range(24)]
    assert set(rows["everyone"]) == {31}
    assert named["client_id"].unique().tolist() == ["c29", "early"]


def test_counselors_with_a_rated_client_can_be_chosen(clinic, everything):
    tables = drawn({"ann": [30], "bob": [None]})
    tables["sessions"] = tables["sessions"].replace("bob | ruth", "bob | sam")
    store = clinic(**tables)
    late = replace(everything, start=FIRST + WEEK)
    asked = [
        queries.answer(store, "alliance_counselors", chosen)["counselor"].tolist()
        for chosen in (everything, replace(everything, counselors=("sam",)), late)
    ]

    assert asked == [["ruth"], [], []]
