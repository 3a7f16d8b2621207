"""Who is in whose care, at which weekly hour, and who is taken on next."""

import numpy as np
from numpy.random import Generator

from sample_data import clinic
from sample_data.records import Clients, Counselors, Floats, Ints

HOURS_A_DAY, OPENS, GROUP_DAY, GROUP_STARTS = 10, 9 * 60, 2, 17 * 60 + 30
CLOSED = np.zeros(clinic.WEEKS * 7 + 14, bool)
CLOSED[(np.array(clinic.HOLIDAYS.split(), "M8[D]") - clinic.OPENING).astype(int)] = True


class Caseload:
    """The clients in the care of a block of counselors."""

    def __init__(
        self, rng: Generator, counselors: Counselors, clients: Clients
    ) -> None:
        self.rng, self.counselors, self.clients = rng, counselors, clients
        self.in_care, self.admitted = np.empty(0, int), 0
        self.leads_group = counselors.role == "group"
        self.taken = np.zeros((len(counselors.number), 5 * HOURS_A_DAY), int)
        self.taken[self.leads_group, GROUP_DAY * HOURS_A_DAY + 8 :][:, :2] = 1

    def room(self, week: int) -> Floats:
        """Return the weekly hours each counselor has free for new clients."""
        clients, counselors = self.clients, self.counselors
        here = self.in_care[clients.next_week[self.in_care] <= week + 2]
        hours = np.where(clients.grouped[here], 0.4, 0.75) / clients.weeks_apart[here]
        load = np.bincount(clients.counselor[here], hours, len(counselors.hours))
        share = np.full(len(load), clinic.FULL)
        share[counselors.role == "overloaded"] = np.interp(week, *clinic.CROWDING)
        share[counselors.role == "started"] = clinic.STARTING
        closed = counselors.away[:, week] | (week < counselors.started)
        closed |= week + 3 > counselors.left
        return np.where(closed, 0, share * counselors.hours - load)

    def admit(self, week: int) -> None:
        """Give free hours to the clients next in line, one per counselor and round."""
        self.in_care = self.in_care[self.clients.in_care[self.in_care]]
        room = self.room(week)
        if week * clinic.WEEK > clinic.NOW:
            room = self.rng.random(len(room)) * (room > 0)
        while (free := np.flatnonzero(room > 0.5)).size:
            room[free] -= 0.75
            free = free[: len(self.clients.wait) - self.admitted]
            who = np.arange(self.admitted, self.admitted + len(free))
            self.admitted += len(who)
            self.welcome(who, free, week)

    def welcome(self, who: Ints, counselor: Ints, week: int) -> None:
        """Take these clients on, each with the counselor beside, at a weekly hour."""
        rng, clients = self.rng, self.clients
        first, last = clinic.GROUP_WEEKS
        grouped = self.leads_group[counselor] & ~clients.couple[who]
        grouped &= (rng.random(len(who)) < clinic.IN_GROUP) & (first < week < last - 6)
        clients.grouped[who] = grouped
        clients.weeks_apart[who[grouped]] = 1
        clients.counselor[who] = counselor
        clients.slot[who] = self.free_hour(counselor)
        clients.next_week[who], clients.in_care[who] = week, True
        wait = clients.wait[who]
        day = week * 7 + clients.slot[who] // HOURS_A_DAY - wait
        clients.referral[who] = day
        day += (rng.random(len(who)) * wait.clip(max=5)).astype(int)
        minute = rng.integers(OPENS, OPENS + 480, len(who))
        clients.first_booked[who] = day * clinic.DAY + minute
        clients.not_before[who] = clients.first_booked[who]
        self.in_care = np.append(self.in_care, who)

    def free_hour(self, counselor: Ints) -> Ints:
        """Take a free weekly hour of each counselor, any hour if none is free."""
        choice = self.rng.random((len(counselor), 5 * HOURS_A_DAY))
        hour = (choice - self.taken[counselor]).argmax(1)
        np.add.at(self.taken, (counselor, hour), 1)
        return hour

    def hand_over(self, week: int) -> None:
        """Part with the clients of a counselor who leaves: half stay with a colleague."""
        clients = self.clients
        leaves = self.counselors.left[clients.counselor[self.in_care]] == week
        who = self.in_care[leaves]
        stays = self.rng.random(len(who)) < 0.5
        self.close(who[~stays], week * 7 - 3, clinic.TRANSFERRED)
        who = who[stays]
        clients.counselor[who] -= 1
        clients.slot[who] = self.free_hour(clients.counselor[who])

    def close(self, who: Ints, day: Ints | int, ending: Ints | int) -> None:
        """End the care of these clients; an ending below zero was never recorded."""
        clients = self.clients
        clients.in_care[who] = False
        clients.ended[who], clients.ending[who] = day, ending
        np.add.at(self.taken, (clients.counselor[who], clients.slot[who]), -1)

    def due(self, week: int) -> tuple[Ints, Ints, Ints]:
        """Return who has an appointment this week, when, and its service."""
        clients = self.clients
        who = self.in_care[clients.next_week[self.in_care] == week]
        seen = clients.sessions[who] > 0
        first, last = clinic.GROUP_WEEKS
        grouped = clients.grouped[who] & seen & (first <= week < last)
        day, hour = np.divmod(clients.slot[who], HOURS_A_DAY)
        day = week * 7 + np.where(grouped, GROUP_DAY, day)
        minute = np.where(grouped, GROUP_STARTS, OPENS + hour * 60)
        single = np.where(clients.couple[who], clinic.PAIR, clinic.INDIVIDUAL)
        service = np.where(grouped, clinic.GROUP, np.where(seen, single, clinic.INTAKE))
        shut = CLOSED[day] | self.counselors.away[clients.counselor[who], week]
        clients.next_week[who] += np.where(shut, 1, clients.weeks_apart[who])
        open_day = ~shut
        return who[open_day], (day * clinic.DAY + minute)[open_day], service[open_day]
