"""Recipes for what an export lacks, or says in other columns than ours: the usual answers."""

from collections.abc import Sequence

from ingest.recognize.layout import IF_PAST, NONE_NAMED
from ingest.recognize.recipes import Recipe, RecipeTable, Rule, Tests

HELD, MISSED, CANCELLED = "attended", "no show", "cancelled"
PAST = IF_PAST.replace("_", " ")


def nobody() -> Recipe:
    """Return the counselor of an export that names none."""
    return RecipeTable(text=NONE_NAMED)


def held() -> Recipe:
    """Return the status of an export of which every row took place."""
    return RecipeTable(text=HELD)


def together(*headings: str) -> Recipe:
    """Return two or more columns as one id, empty where the last of them is."""
    *_, last = headings
    return RecipeTable(
        rules=[Rule(when={last: "filled"}, of=RecipeTable(join=list(headings)))]
    )


def outcome(
    missed: str | None = None, cancelled: str | None = None, by: str | None = None
) -> Recipe:
    """Return the status that columns of yes and no (or of a date, say) make together.

    What is neither missed nor cancelled was attended, if its time has passed. `by` says
    who cancelled; a word there that nobody knows is asked about like any status.
    """
    rules: list[Rule] = []
    if missed:
        rules.append(Rule(when={missed: "set"}, word=MISSED))
    if cancelled and by:
        who: Sequence[Recipe] = [RecipeTable(text=f"{CANCELLED} by"), by]
        when: Tests = {cancelled: "set", by: "filled"}
        rules.append(Rule(when=when, of=RecipeTable(join=who)))
    if cancelled:
        rules.append(Rule(when={cancelled: "set"}, word=CANCELLED))
    return RecipeTable(rules=[*rules, Rule(word=PAST)])
