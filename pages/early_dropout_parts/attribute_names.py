"""What a client's attributes are called on a page."""

import pandas as pd

from pages.early_dropout_parts.rows import value_id
from ui import words

LABELS = {
    "mandated": "Mandated",
    "earlier_treatment": "Earlier treatment",
    "severity": "Severity at intake",
    "expectation": "Expectation of treatment",
    "modality": "Modality of session one",
    "service_type": "Service type of session one",
    "wait": "Wait to session one",
    "first_gap": "Gap, session one to two",
    "slot": "Steadiness of the slot",
}


def label(attribute: str) -> str:
    """Return an attribute's name in words."""
    return LABELS.get(attribute, attribute.replace("_", " ").capitalize())


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """Add label to rows that have an attribute."""
    return frame.assign(label=[label(name) for name in frame["attribute"]])


def marked(values: pd.DataFrame) -> pd.DataFrame:
    """Add value_id, which a mark carries, and dropped, how many clients it leads to."""
    parts = (values[name] for name in ("attribute", "value", "begins_at"))
    dropped = values["dropped_one"] + values["dropped_two"]
    return values.assign(
        value_id=[value_id(*row) for row in zip(*parts, strict=True)],
        known=values["at_risk_one"].astype(int),
        dropped=dropped.astype(int),
        value=[words.visible(value) for value in values["value"]],
    )
