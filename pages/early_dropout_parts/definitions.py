"""How do other definitions of dropout count the same clients?"""

from dataclasses import replace

from charts.dropout import definitions as definitions_chart
from measures import definitions
from measures.release import Release
from measures.statistics.rates import RATES
from pages.early_dropout_parts import rows as behind
from pages.early_dropout_parts import words
from queries import WINDOWS, Filters
from ui import data
from ui.figures import figure


def show(chosen: Filters) -> None:
    """Draw our definition at each window, and those of other reports."""
    own = definitions.ours(
        {
            window: data.total(
                data.answer("early_dropout_by_month", replace(chosen, window=window))
            )
            for window in WINDOWS
        }
    )
    others = definitions.others(data.answer("early_dropout_by_definition", chosen))
    rows = definitions.together(own, others)
    table = rows[["definition", "clients", "events", *RATES]]
    windows = dict(zip(own["definition"], own["window"], strict=True))
    figure.show(
        definitions_chart(rows),
        chosen,
        question="early_dropout_by_definition",
        headline=words.definitions_headline(rows),
        note=words.definitions_note(rows),
        table=table,
        rows=behind.clients_of_definition(windows),
        release=Release(["events"], RATES, "clients"),
    )
