"""Clients not to be contacted whose id is spelled otherwise in the sessions are asked about."""

import pytest

from tests.ingest.importing import HEADER, held, imported, refused, remarks, written

LISTED = "select client_id from clients where not_called_for is not null order by 1"


def files(folder, flagged, *, others=20):
    """Return an export of so many clients, C-1 and on, of whom the list spells one otherwise."""
    rows = [f"{n},C-{n},ruth,2026-01-{n:02},attended" for n in range(1, others + 1)]
    sessions = written(folder, "\n".join([HEADER, *rows]) + "\n")
    said = [f"C-{n},no" for n in range(1, others)] + [f"{flagged},yes"]
    text = "\n".join(["client id,Do not contact", *said]) + "\n"
    return sessions, written(folder, text, "clients.csv")


@pytest.mark.parametrize("flagged", ["C20", "c-20", "C-020", "20"])
def test_one_of_many_who_is_spelled_otherwise_is_asked_about(tmp_path, flagged):
    asked = refused(tmp_path, *files(tmp_path, flagged))

    assert "1 client not to be called or written to has no session" in asked
    assert "--accept left-alone-are-others-1" in asked
    assert "[ids] client_id = [" in asked


def test_the_mend_takes_the_client_off_every_list(tmp_path):
    rules = '[ids]\nclient_id = ["prefix"]\n'
    report = imported(tmp_path, *files(tmp_path, "C20"), rules=rules)

    assert remarks(report)["not_called"] == 1
    assert held(tmp_path, LISTED) == [("20",)]


@pytest.mark.parametrize("flagged", ["C-99", "new", "D-21"])
def test_who_waits_for_the_first_session_is_not_asked_about(tmp_path, flagged):
    report = imported(tmp_path, *files(tmp_path, flagged))

    assert report["published"]
    assert held(tmp_path, LISTED) == [(flagged,)]
