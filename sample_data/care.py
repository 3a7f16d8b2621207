"""The care a block of counselors gives, week by week: who comes, and who goes on."""

from dataclasses import fields

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from sample_data import alliance, clinic, visits
from sample_data.caseload import CLOSED, Caseload
from sample_data.records import Appointments, Clients, Counselors, Flags, Held, Ints


class Care:
    """Every appointment a block of counselors makes with its clients."""

    def __init__(
        self, rng: Generator, counselors: Counselors, clients: Clients
    ) -> None:
        self.rng, self.counselors, self.clients = rng, counselors, clients
        self.caseload = Caseload(rng, counselors, clients)
        self.appointments: list[Appointments] = []

    def given(self) -> Appointments:
        """Live through every week; return all appointments."""
        for week in range(clinic.WEEKS):
            self.caseload.hand_over(week)
            self.caseload.admit(week)
            self.meet(*self.caseload.due(week))
        return Appointments(
            **{
                column.name: np.concatenate(
                    [getattr(part, column.name) for part in self.appointments]
                )
                for column in fields(Appointments)
            }
        )

    def meet(
        self, who: Ints, start: Ints, service: Ints, moved_at: Ints | None = None
    ) -> None:
        """Keep or miss these appointments; some are moved, and met on another day."""
        rng, clients = self.rng, self.clients
        if moved_at is None:
            booked = visits.booked(rng, clients, who, start, service)
        else:
            booked = moved_at
        ill = self.counselors.ill[clients.counselor[who], start // clinic.DAY]
        status = visits.status(rng, clients, who, start, booked, ill)
        if moved_at is not None:
            status[status == clinic.RESCHEDULED] = clinic.ATTENDED
        cancelled = visits.cancelled(rng, status, start, booked)
        counselor = clients.counselor[who]
        attended, missed = status == clinic.ATTENDED, status <= clinic.CANCELLED
        held = self.hold(who[attended], start[attended], service[attended])
        self.appointments.append(
            Appointments(
                **_spread(held, attended),
                client=who,
                counselor=counselor,
                start=start,
                booked=booked,
                cancelled=cancelled,
                status=status,
                service=service,
            )
        )
        self.miss(who[missed], start[missed], status[missed] == clinic.NO_SHOW)
        if moved_at is None:
            self.move(who, start, service, cancelled, status)

    def move(
        self, who: Ints, start: Ints, service: Ints, cancelled: Ints, status: Ints
    ) -> None:
        """Meet a day or two later where the client, or at times the clinic, asks."""
        agrees = self.rng.random(len(who)) < 0.35
        wants = (status == clinic.RESCHEDULED) | ((status == clinic.CLINIC) & agrees)
        asks = np.flatnonzero(wants & (service != clinic.GROUP))
        day, minute = np.divmod(start[asks], clinic.DAY)
        day += self.rng.integers(1, 3, len(asks))
        day += np.where(day % 7 > 4, 2, 0)
        away = self.counselors.away[self.clients.counselor[who[asks]], day // 7]
        gone = day // 7 >= self.counselors.left[self.clients.counselor[who[asks]]]
        free = ~(CLOSED[day] | away | gone)
        later, asks = (day * clinic.DAY + minute + 30)[free], asks[free]
        if len(asks):
            booked = np.minimum(cancelled[asks] + 20, later - 60)
            self.meet(who[asks], later, service[asks], booked)

    def hold(self, who: Ints, start: Ints, service: Ints) -> Held:
        """Hold these sessions, part with those who end, return what is known of them."""
        rng, clients = self.rng, self.clients
        counselor = clients.counselor[who]
        first = clients.sessions[who] == 0
        clients.not_before[who[first]] = start[first] + 70
        gap = start - clients.last_start[who]
        clients.last_start[who], clients.misses[who] = start, 0
        clients.sessions[who] += 1
        felt = alliance.felt(rng, clients, who, self.counselors.alliance[counselor])
        felt.rated = felt.rated & (service != clinic.GROUP)
        odds = visits.odds_of_leaving(
            clients, who, self.counselors.leaves[counselor], gap, felt.quality
        )
        left, finished, otherwise = visits.next_step(rng, clients, who, odds)
        self.leave(who[left], start[left])
        day = start // clinic.DAY
        planned = visits.planned(rng, finished.sum())
        self.caseload.close(who[finished], day[finished], planned)
        other = visits.otherwise(rng, otherwise.sum())
        self.caseload.close(who[otherwise], day[otherwise], other)
        return felt

    def leave(self, who: Ints, start: Ints) -> None:
        """Let these clients go silently: some return, some miss what was booked."""
        rng, clients = self.rng, self.clients
        fate = rng.random(len(who))
        returns, misses = fate < clinic.RETURNS, fate > clinic.SILENT
        clients.next_week[who[returns]] += rng.integers(9, 30, returns.sum())
        clients.leaving[who[misses]] = True
        clients.trailing[who[misses]] = 1 + (fate[misses] > clinic.MISSES_TWICE)
        silent = ~returns & ~misses
        self.lose(who[silent], start[silent])

    def lose(self, who: Ints, start: Ints) -> None:
        """Close the files of clients who stayed away; some are never closed."""
        day = start // clinic.DAY + self.rng.integers(30, 61, len(who))
        ending = np.searchsorted((0.62, 0.84), self.rng.random(len(who)), "right")
        closed = ending <= clinic.LOST
        ending[self.clients.sessions[who] == 0] = clinic.NEVER_STARTED
        self.caseload.close(who, np.where(closed, day, 0), ending)

    def miss(self, who: Ints, start: Ints, no_show: Flags) -> None:
        """Count missed appointments; clients give up after some, or had left before."""
        rng, clients = self.rng, self.clients
        clients.misses[who] += 1
        first = clients.sessions[who] == 0
        clients.not_before[who[first]] = start[first] + clinic.DAY
        gives_up = np.where(first, clinic.GIVES_UP_BEFORE_FIRST, clinic.GIVES_UP)
        gives_up = gives_up * np.where(no_show, 1, 0.3)
        gives_up[clients.misses[who] > 2] = clinic.GIVES_UP_AFTER_THREE
        gone = rng.random(len(who)) < gives_up
        leaving = clients.leaving[who]
        clients.trailing[who[leaving]] -= 1
        gone[leaving] = clients.trailing[who[leaving]] == 0
        self.lose(who[gone], start[gone])


def _spread(held: Held, attended: Flags) -> dict[str, NDArray]:
    """Return what is known of the sessions held as columns of all appointments."""
    columns = {}
    for name, values in vars(held).items():
        columns[name] = np.zeros(len(attended), values.dtype)
        columns[name][attended] = values
    return columns
