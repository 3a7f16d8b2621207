"""What share of each counselor's clients likely leaves, after shrinkage?"""

import pandas as pd

from charts.shrunken import caterpillar
from measures.release import Release
from measures.statistics import shrinkage
from measures.statistics.comparison import SMALLEST_COMPARED
from measures.statistics.funnel import center
from pages.early_dropout_parts import words
from queries import Filters
from ui.figures import behind, figure
from ui.topics import people

SHARES = ["rate", "shrunken", "shrunken_low", "shrunken_high"]


def show(judged: pd.DataFrame, chosen: Filters, *, events: str, total: str) -> None:
    """Draw the likely share of each counselor beside the counted one."""
    enough = judged[(judged[total] >= SMALLEST_COMPARED) & judged["shrunken"].notna()]
    middle = center(judged[events], judged[total])
    strength = float(judged["strength"].max())
    table = enough[["counselor_id", "counselor", events, total, *SHARES]]
    figure.show(
        caterpillar(people.in_figure(enough, total), center=middle),
        chosen,
        question="early_dropout_by_counselor",
        headline=words.likely_headline(enough, shrinkage.alike(strength)),
        note=words.caterpillar_note(enough, strength, SMALLEST_COMPARED),
        table=table.assign(clients=enough["clients"]),
        rows=behind.clients_of_counselor(judged),
        release=Release([events], SHARES, total, without=["clients"]),
        key="likely",
    )
