"""What a supervisor is answered does not depend on clients whom she may not see."""

import csv
from dataclasses import replace

import pytest

import queries
from tests.pages import showing

TEAM = ("K-001", "K-002", "K-003", "K-010", "K-023")
LEFT_OUT = 0.6  # of the clients whom the team never met
# About the export itself, whoever asks.
OF_THE_EXPORT = {"remarks", "snapshot", "status_words"}
# A rupture is a drop of more than the whole clinic's ratings do by chance.
BY_THE_CLINIC = {
    "alliance_ruptures",
    "alliance_ruptures_by_state",
    "alliance_yardsticks",
    "calls_worked",
    "calls_worked_clients",
}


def clinic(folder, *, without):
    """Open the sample without clients of several teams, and without a share of others'."""
    met, attended = {}, {}
    with (showing.SAMPLE / "sessions.csv").open(encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            met.setdefault(row["client_id"], set()).add(row["counselor_id"] in TEAM)
            if row["status"] == "attended":
                attended[row["start"]] = row["client_id"]
    first_and_last = {attended[min(attended)], attended[max(attended)]}

    def stays(client):
        teams = met.get(client, {False})
        is_drawn = teams == {False} and showing.share(client) >= without
        return client in first_and_last or teams == {True} or is_drawn or not client

    return queries.open_store(showing.clinic(folder, stays=stays))


@pytest.fixture(scope="module")
def clinics(tmp_path_factory):
    """Open two clinics that differ in clients whom the team never met."""
    folder = tmp_path_factory.mktemp("scope")
    both = [clinic(folder / f"{part}", without=part) for part in (0, LEFT_OUT)]
    yield both
    for store in both:
        store.close()


def asked(store, name):
    """Return the team's answer, without keys that are drawn anew in every store."""
    chosen = replace(queries.Filters.everything(TEAM), grain="month")
    answer = queries.answer(store, name, chosen)
    if name == "early_dropout_by_mix":  # in no order
        answer = answer.drop(columns="counselor_key")
        answer = answer.sort_values(list(answer), ignore_index=True)
    return answer


@pytest.mark.parametrize(
    "name", sorted({*queries.names()} - OF_THE_EXPORT - BY_THE_CLINIC)
)
def test_clients_of_others_change_nothing(clinics, name):
    whole, part = (showing.plain(asked(store, name)) for store in clinics)

    assert list(showing.differences(whole, part)) == []


@pytest.mark.parametrize("name", queries.names())
def test_nobody_is_listed_whom_the_team_never_met(clinics, name):
    store, _ = clinics
    with store.connection.cursor() as cursor:
        theirs = {
            client
            for (client,) in cursor.execute(
                "select client_id from sessions"
                " inner join clients using (client_key)"
                " inner join counselors using (counselor_key)"
                " where counselor_id = any($team)",
                {"team": list(TEAM)},
            ).fetchall()
        }
    answer = asked(store, name)

    assert theirs
    assert {*answer.get("client_id", ())} <= theirs
