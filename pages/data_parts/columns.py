"""Which column of a file is ours, or what stands in its place where there is none?"""

import streamlit as st

from ingest import Found
from ingest.recognize import choices
from ingest.recognize.layout import plain, tables
from ingest.recognize.recipes import Recipe, RecipeTable

NOBODY = "none: the export has no counselor"
EVERY = "none: every row took place"
PAST = "none: past rows that were not cancelled took place"
FROM = "the status from these columns"
TOGETHER = "two columns together"
INSTEAD = {
    "client_id": [TOGETHER],
    "counselor_id": [NOBODY, TOGETHER],
    "status": [EVERY, PAST, FROM],
}
CHOOSE = "Choose the column of the file"
MISSED, CANCELLED, BY = (
    "No-show: yes or no",
    "Cancelled: yes or no, or when",
    "Cancelled by",
)


def choose(one: Found, table: str, ours: str, label: str, key: str) -> Recipe | None:
    """Let the clinic choose a column of a file for ours, or what stands in its place."""
    theirs = headings(one)
    instead = [
        way for way in INSTEAD.get(ours, []) if table == "sessions" or way == TOGETHER
    ]
    options, known = [*instead, *theirs], _known(theirs, table, ours)
    key = f"{key}_{table}_{ours}"
    chosen = st.selectbox(
        label,
        options,
        index=options.index(known) if known else None,
        placeholder=f"{CHOOSE}, or what stands for it" if instead else CHOOSE,
        key=key,
    )
    if chosen == NOBODY:
        return choices.nobody()
    if chosen == EVERY:
        return choices.held()
    if chosen == TOGETHER:
        return _together(theirs, key)
    if chosen in (PAST, FROM):
        asked = (CANCELLED, BY) if chosen == PAST else (MISSED, CANCELLED, BY)
        return _outcome(theirs, asked, key)
    return chosen


def _together(theirs: list[str], key: str) -> Recipe | None:
    first, second = _several(theirs, ("The first column", "The client's own"), key)
    return choices.together(first, second) if first and second else None


def _outcome(theirs: list[str], asked: tuple[str, ...], key: str) -> Recipe:
    chosen = dict(zip(asked, _several(theirs, asked, key), strict=True))
    return choices.outcome(chosen.get(MISSED), chosen[CANCELLED], chosen[BY])


def _several(theirs: list[str], asked: tuple[str, ...], key: str) -> list[str | None]:
    """Let the clinic choose a column for each of several parts, side by side."""
    return [
        place.selectbox(part, theirs, index=None, placeholder="none", key=f"{key}_{n}")
        for n, (part, place) in enumerate(
            zip(asked, st.columns(len(asked)), strict=True)
        )
    ]


def _known(theirs: list[str], table: str, ours: str) -> str | None:
    """Return the heading of a file that usually is ours."""
    columns = tables()[table].columns
    known = [*columns[ours].headings]
    if ours == "counselor_id" and "counselor_name" in columns:
        known += columns["counselor_name"].headings
    return next((one for one in theirs if plain(one) in known), None)


def headings(one: Found) -> list[str]:
    """Return all headings of a file, those that are not used first."""
    used = (part for heading in one.used.values() for part in heading.split(" + "))
    return list(
        dict.fromkeys([*one.unused, *(part for part in used if part != "(none)")])
    )


def named(
    one: Found, ours: str, first: str, second: str | None = None
) -> dict[str, Recipe]:
    """Return the columns to declare where a heading of a file, or two together, are ours.

    What else was read from the two is named again: a declared heading is free no more.
    """
    if not second:
        return {ours: first}
    again = {
        name: theirs for name, theirs in one.used.items() if theirs in (first, second)
    }
    return {**again, ours: choices.together(first, second)}


def is_made_up(recipe: Recipe) -> bool:
    """Tell whether a recipe needs no heading of a file."""
    if not isinstance(recipe, RecipeTable):
        return False
    return recipe.text is not None or any(not rule.when for rule in recipe.rules or [])
