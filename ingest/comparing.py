"""What an import changed in the snapshot before it, as values and as sentences."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changes:
    """What became of the snapshot before; all empty after a first import.

    `earlier` is the day through which that snapshot knew. `statuses` holds before, after
    and sessions; `rows` the first sessions that changed or are gone: what, session_id,
    client_id, counselor_id, start, before and after. `numbers` holds measure, first_day,
    last_day ("" for active clients, as of the last day), before and after (None where
    not known), and out of how many: n_before and n_after.
    """

    earlier: str = ""
    added: int = 0
    changed: int = 0
    gone: int = 0
    statuses: list[dict] = field(default_factory=list)
    rows: list[dict] = field(default_factory=list)
    numbers: list[dict] = field(default_factory=list)

    @classmethod
    def from_dict(cls, said: dict) -> "Changes":
        """Return changes that were written down as plain values."""
        known = cls.__dataclass_fields__.keys() & said.keys()
        return cls(**{name: said[name] for name in known})

    def lines(self) -> list[str]:
        """Return the changes as sentences for a terminal."""
        if not self.earlier:
            return []
        text = [
            f"Against the data through {self.earlier}: {self.added:,} sessions added",
            f"  changed: {self.changed:,}, no longer in the export: {self.gone:,}",
        ]
        text += [
            f"  {one['before']}, now {one['after']}: {one['sessions']:,}"
            for one in self.statuses
        ]
        return text + [f"  {_said(one)}" for one in self.numbers]


def _said(number: dict) -> str:
    about = number["measure"]
    if number["first_day"]:
        about += f", {number['first_day'][:7]}"
    before, after = (_value(number, when) for when in ("before", "after"))
    return f"{about}: {before}, now {after}"


def _value(number: dict, when: str) -> str:
    value = number[when]
    if value is None:
        return "not known"
    if not number["first_day"]:
        return f"{value:,}"
    return f"{value:.1%} (n {number[f'n_{when}']:,})"
