"""Through the real import and the real questions, the known truth comes back."""

from math import sqrt

import pytest

import ingest
import queries
from measures import dropout
from tests import simulation

CLIENTS = 20_000


@pytest.fixture(scope="module", params=[16, 26, 52], ids="{} weeks".format)
def known(request, tmp_path_factory):
    clinic = simulation.clinic(CLIENTS, weeks=request.param)
    folder = tmp_path_factory.mktemp("known")
    for name, table in simulation.export(clinic).items():
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    ingest.publish([folder], folder / "store", through=simulation.last_day(clinic))
    return queries.open_store(folder / "store")


def margin(at_risk):
    return 4 * sqrt(simulation.TRUTH * (1 - simulation.TRUTH) / at_risk)


def test_the_headline_finds_the_truth(known, everything):
    curve = dropout.cumulative(
        queries.answer(known, "early_dropout_by_session", everything)
    )

    assert curve["dropped_out"][1] == pytest.approx(
        simulation.TRUTH, abs=margin(curve["at_risk"][1])
    )


def test_the_share_of_all_clients_does_not(known, everything):
    rows = queries.answer(known, "early_dropout_by_month", everything)
    left = rows["dropped_one"].sum() + rows["dropped_two"].sum()

    assert left / rows["clients"].sum() < simulation.TRUTH - 0.05


@pytest.mark.parametrize("grain", ["month", "counselor"])
def test_months_and_counselors_find_the_truth(known, everything, grain):
    rows = dropout.early(queries.answer(known, f"early_dropout_by_{grain}", everything))
    rows = rows[rows["at_risk_two"] >= 100]

    assert len(rows) >= 2
    for row in rows.itertuples():
        assert row.by_two == pytest.approx(
            simulation.TRUTH, abs=margin(row.at_risk_two)
        )
