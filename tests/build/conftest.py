"""What tests of the call list share."""

from dataclasses import replace

import pytest

import queries
from tests.build.called import HEAD, THROUGH


@pytest.fixture
def listed(clinic, everything):
    def find(*rows, window=60, clients=None, reason=None):
        drawn = [line for group in rows for line in group]
        tables = {"clients": clients} if clients else {}
        store = clinic(sessions="\n".join([HEAD, *drawn]), through=THROUGH, **tables)
        found = queries.answer(
            store, "calls_clients", replace(everything, window=window)
        )
        reasons = {row.client_id: row.reasons for row in found.itertuples()}
        if reason:
            return {client for client, own in reasons.items() if reason in own.split()}
        return reasons

    return find
