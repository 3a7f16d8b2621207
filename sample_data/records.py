"""What is known of counselors, clients, appointments and ratings, in columns.

Every column is an array with one value per counselor, client, appointment or score.
Clocks count minutes and days count days since `clinic.OPENING`; 0 is never. Codes are
places in the lists that `clinic` declares; -1 is not recorded.
"""

from dataclasses import dataclass, field, fields, replace
from typing import Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

Ints = NDArray[np.int_]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Texts = NDArray[np.str_]


@dataclass
class Counselors:
    """The counselors of one block.

    `hours` are contracted hours a week and `limit` is the most clients; `leaves` and
    `alliance` are a counselor's own effect on the log odds of leaving and on the
    alliance (0-1). `started` and `left` are weeks; `ill` is by counselor and day, `away`
    by counselor and week.
    """

    number: Ints
    role: Texts
    site: Ints
    supervisor: Ints
    hours: Floats
    limit: Ints
    leaves: Floats
    alliance: Floats
    started: Ints
    left: Ints
    ill: Flags
    away: Flags
    days_employed: Ints
    credential: Ints
    specialty: Ints


@dataclass
class Clients:
    """The clients in line, in the order in which they are taken on.

    The first group of columns is drawn before care begins. `attributes` holds codes by
    name (program among them) and `recorded` where the export shows them; `wait` is in
    days, `leaves` in log odds, `level` the client's usual alliance (0-1), `skips` the
    share of sessions not rated, `gain` the points of the outcome score won in the end.

    Care writes the others. `slot` is the hour of the week, `misses` those in a row,
    `trailing` the booked appointments that a client who left will still miss. `rupture`
    is the sessions until repair, below zero where it stays; `before` and `depth` are the
    alliance before it and the drop.
    """

    program: Ints
    attributes: dict[str, Ints]
    recorded: dict[str, Flags]
    mandated: Flags
    copay: Ints
    leaves: Floats
    modality: Ints
    couple: Flags
    wait: Ints
    weeks_apart: Ints
    weeks_booked: Ints
    level: Floats
    skips: Floats
    symptoms: Floats
    gain: Floats

    id: Ints = field(init=False)
    counselor: Ints = field(init=False)
    slot: Ints = field(init=False)
    next_week: Ints = field(init=False)
    sessions: Ints = field(init=False)
    misses: Ints = field(init=False)
    trailing: Ints = field(init=False)
    rupture: Ints = field(init=False)
    last_start: Ints = field(init=False)
    not_before: Ints = field(init=False)
    first_booked: Ints = field(init=False)
    referral: Ints = field(init=False)
    ended: Ints = field(init=False)
    ending: Ints = field(init=False)
    before: Floats = field(init=False)
    depth: Floats = field(init=False)
    last_felt: Floats = field(init=False)
    in_care: Flags = field(init=False)
    leaving: Flags = field(init=False)
    grouped: Flags = field(init=False)
    rated: Flags = field(init=False)
    ruptured: Flags = field(init=False)

    def __post_init__(self) -> None:
        """Set to zero what care will write: nobody has been seen yet."""
        kinds: dict[object, DTypeLike] = {Ints: int, Floats: float, Flags: bool}
        for column in fields(self):
            if not column.init:
                unseen = np.zeros(len(self.program), kinds[column.type])
                setattr(self, column.name, unseen)


@dataclass
class Held:
    """What is known of appointments that were kept: all zero for the others.

    `quality` is the alliance as felt (0-1); `rated`, `rupture` and `repair` say what
    happened to it; `symptoms` is the outcome score or -1, `number` the client's nth.
    """

    quality: Floats
    rated: Flags
    rupture: Flags
    repair: Flags
    symptoms: Ints
    number: Ints


@dataclass
class Appointments(Held):
    """Every appointment that a block of counselors made.

    `start`, `booked` and `cancelled` are in minutes; `client` and `counselor` are places
    among the block's clients and counselors.
    """

    client: Ints
    counselor: Ints
    start: Ints
    booked: Ints
    cancelled: Ints
    status: Ints
    service: Ints

    def at(self, places: NDArray) -> Self:
        """Return the appointments at these places, in this order."""
        names = [column.name for column in fields(self)]
        return replace(self, **{name: getattr(self, name)[places] for name in names})


@dataclass
class Rows(Appointments):
    """The appointments that the export knows, in order of start.

    `id` and `session` are the numbers of client and session in the export, and `luck`
    (0-1) decides what else a row holds.
    """

    id: Ints
    session: Ints
    luck: Floats


@dataclass
class Scores:
    """One value per rated session and scale.

    `row` is the place among the rows; `subscale` is -1 for the total.
    """

    row: Ints
    instrument: Ints
    subscale: Ints
    score: Floats
