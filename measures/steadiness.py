"""What becomes of clients whose slots or gaps differ, from counts by session."""

import pandas as pd

from measures.dropout import cumulative, while_known


def curves(by_session: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Return the road of each band: as `dropout.cumulative`, while known.

    Takes attribute, value, session_number, at_risk and the counts of endings, of one
    attribute. Bands come in `order`; others ("not recorded") are left out. Adds
    attribute, value and dropped_so_far, the clients who left by then.
    """
    found = []
    for value in order:
        rows = by_session[by_session["value"].eq(value)].sort_values("session_number")
        road = cumulative(rows)
        left = rows["dropped_out"].cumsum().to_numpy()
        attribute = rows["attribute"].to_numpy()
        named = road.assign(attribute=attribute, value=value, dropped_so_far=left)
        found.append(while_known(named))
    return pd.concat(found, ignore_index=True)
