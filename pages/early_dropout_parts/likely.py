"""What share of each counselor's clients likely leaves, once chance is allowed for?"""

from charts.shrunken import caterpillar
from measures import shrinkage
from measures.comparison import SMALLEST_COMPARED
from measures.funnel import center
from measures.release import released
from ui import behind, dropout_headlines, dropout_notes, figure, people

SHARES = ["rate", "shrunken", "shrunken_low", "shrunken_high"]


def show(judged, chosen, *, events, total):
    """Draw the likely share of each counselor beside the counted one."""
    enough = judged[(judged[total] >= SMALLEST_COMPARED) & judged["shrunken"].notna()]
    middle = center(judged[events], judged[total])
    strength = float(judged["strength"].max())
    table = enough[["counselor_id", "counselor", events, total, *SHARES]]
    figure.show(
        caterpillar(people.in_figure(enough, total), center=middle),
        chosen,
        question="early_dropout_by_counselor",
        headline=dropout_headlines.likely(enough, shrinkage.alike(strength)),
        note=dropout_notes.caterpillar(enough, strength, SMALLEST_COMPARED),
        table=table.assign(clients=enough["clients"]),
        rows=behind.clients_of_counselor(judged),
        released=lambda: released(table, [events], SHARES, total),
        key="likely",
    )
