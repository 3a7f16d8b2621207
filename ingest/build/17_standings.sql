-- Why each client would be called: where each stood on the last day (turn 0) and on a day
-- every four weeks before, as it was known then: who is in care, what is booked, what was
-- missed. Discharged clients and those not seen for over 90 days are left out.
-- Earlier days need to know when sessions were booked.
create temp table turns as
with told as (
    select
        count(booked_day) >= count(*) / 2 as is_booking_known,
        min(day) as first_day
    from visits
)

select
    numbers.turn::integer as turn,
    $through::date - 28 * numbers.turn::integer as day
from range(14) as numbers (turn)
cross join told
where
    numbers.turn = 0
    or (
        told.is_booking_known
        and $through::date - 28 * numbers.turn::integer >= told.first_day + 90
    );

create temp table in_care as
with spans as (
    select
        steps.*,
        least(
            steps.day + coalesce(steps.days_to_next - 1, 90),
            steps.day + 90,
            if(clients.discharge_day >= steps.day, clients.discharge_day - 1, null),
            $through::date
        ) as to_day
    from steps
    inner join clients on steps.client_key = clients.client_key
),

seen as (
    select
        *,
        unnest(range(
            ($through::date - to_day + 27) // 28,
            least(13, ($through::date - day) // 28) + 1
        ))::integer as turn
    from spans
    where ($through::date - to_day + 27) // 28 <= 13
),

usual as (
    select
        seen.client_key,
        seen.turn,
        median(earlier.days_to_next) as usual_gap,
        count(*) as gaps
    from seen
    inner join steps as earlier
        on
            seen.client_key = earlier.client_key
            and seen.nth > earlier.nth
    where earlier.days_to_next between 1 and 90
    group by seen.client_key, seen.turn
)

select
    seen.turn,
    seen.client_key,
    seen.setting_key,
    seen.day as last_day,
    seen.day + seen.days_to_next as returned_day,
    seen.nth,
    seen.number_30,
    seen.number_60,
    seen.number_90,
    usual.usual_gap::float as usual_gap,
    coalesce(usual.gaps, 0)::usmallint as gaps
from seen
left join usual on seen.client_key = usual.client_key and seen.turn = usual.turn

union all by name

select
    turns.turn,
    intakes.client_key,
    intakes.setting_key,
    intakes.came_day,
    intakes.first_attended_day as returned_day
from intakes
inner join clients on intakes.client_key = clients.client_key
inner join turns
    on
        intakes.came_day <= turns.day
        and least(
            coalesce(
                intakes.first_attended_day - 1,
                if(
                    intakes.next_day is null,
                    greatest(intakes.came_day, intakes.last_appointment_day) + 90,
                    $through::date
                )
            ),
            clients.discharge_day - 1
        ) >= turns.day;

create temp table known_standings as
with met as (
    select
        in_care.turn,
        in_care.client_key,
        min(visits.start) filter (
            where
            if(
                visits.status = 'scheduled',
                coalesce(visits.booked_day, $through::date) <= turns.day,
                visits.day > turns.day
                and visits.booked_day <= turns.day
                and (
                    visits.cancelled_day > turns.day
                    or visits.cancelled_day is null
                    and visits.status not in (
                        'client_cancelled', 'clinic_cancelled', 'rescheduled'
                    )
                )
            )
        ) as next_start,
        arg_max(visits.status, visits.start) filter (
            where
            visits.day <= turns.day
            and visits.status not in (
                'scheduled', 'rescheduled', 'unmarked', 'unknown'
            )
        ) as last_status,
        max(visits.day) filter (
            where visits.day <= turns.day and visits.status <> 'scheduled'
        ) as appointment_day
    from in_care
    inner join turns on in_care.turn = turns.turn
    inner join visits on in_care.client_key = visits.client_key
    group by in_care.turn, in_care.client_key
),

-- Possible ruptures of the last four weeks that were not repaired by then.
fell as (
    select
        in_care.turn,
        in_care.client_key,
        max(dips.day) as fell_day
    from in_care
    inner join turns on in_care.turn = turns.turn
    inner join dips on in_care.client_key = dips.client_key
    where
        dips.day <= turns.day
        and dips.day > turns.day - 28
        and (
            dips.repaired_after is null
            or dips.nth + dips.repaired_after > in_care.nth
        )
    group by in_care.turn, in_care.client_key
)

select
    in_care.turn,
    turns.day,
    in_care.client_key,
    settings.counselor_key,
    in_care.came_day,
    in_care.last_day,
    coalesce(in_care.last_day, greatest(in_care.came_day, met.appointment_day))
        as counted_from,
    in_care.returned_day,
    in_care.number_30,
    in_care.number_60,
    in_care.number_90,
    in_care.usual_gap,
    in_care.gaps,
    met.next_start,
    met.last_status,
    fell.fell_day
from in_care
inner join turns on in_care.turn = turns.turn
left join met
    on
        in_care.turn = met.turn
        and in_care.client_key = met.client_key
left join fell
    on
        in_care.turn = fell.turn
        and in_care.client_key = fell.client_key
left join settings on in_care.setting_key = settings.setting_key;

-- After which session clients of this clinic leave most often.
create table leaving_points as
with sessions as (
    select
        beginnings.inactivity_window,
        numbers.session_number,
        count(*) as at_risk,
        count(*) filter (
            where
            beginnings.mature_sessions = numbers.session_number
            and beginnings.followed = 'dropped_out'
        ) as dropped
    from beginnings
    inner join range(1, 13) as numbers (session_number)
        on beginnings.mature_sessions >= numbers.session_number
    group by beginnings.inactivity_window, numbers.session_number
)

select
    inactivity_window,
    arg_max(session_number, dropped / at_risk)::usmallint as session_number,
    max(dropped / at_risk) as share,
    arg_max(at_risk, dropped / at_risk) as at_risk
from sessions
where at_risk >= 30
group by inactivity_window
order by inactivity_window;

-- Why each would be called, as a sum: 1 early, 2 missed, 4 rupture, 8 rhythm, 16 waiting,
-- 32 usual. `earlier` is the same over the earlier days of the client, and `is_first` the
-- first of them, so that the past counts everyone once.
create table standings as
with numbered as (
    select
        windows.inactivity_window,
        known.*,
        at_window(
            windows.inactivity_window, known.number_30, known.number_60, known.number_90
        ) as session_number,
        leaving_points.session_number as usual_point
    from known_standings as known
    cross join (values (30), (60), (90)) as windows (inactivity_window)
    left join leaving_points
        on windows.inactivity_window = leaving_points.inactivity_window
    where known.counted_from + windows.inactivity_window >= known.day
),

told as (
    select
        *,
        if(last_day is not null and next_start is null and session_number <= 2, 1, 0)
        + if(
            last_day is not null
            and next_start is null
            and last_status in ('no_show', 'late_cancelled'),
            2, 0
        )
        + if(fell_day is not null, 4, 0)
        + if(
            gaps >= 2
            and day - last_day > greatest(1.5 * usual_gap, usual_gap + 7)
            and (next_start is null or next_start >= day + 8),
            8, 0
        )
        + if(
            last_day is null and (next_start is null or next_start >= day + 15), 16, 0
        )
        + if(coalesce(session_number = usual_point, false), 32, 0) as reasons
    from numbered
)

select
    inactivity_window::utinyint as inactivity_window,
    turn::utinyint as turn,
    day,
    client_key,
    counselor_key,
    reasons::utinyint as reasons,
    coalesce(bit_or(reasons::utinyint) over earlier, 0)::utinyint as earlier,
    turn = max(turn) over (partition by inactivity_window, client_key) as is_first,
    (counted_from + inactivity_window - day)::utinyint as days_left,
    coalesce(returned_day <= counted_from + inactivity_window, false) as came_back,
    session_number,
    last_day,
    came_day,
    usual_gap,
    next_start
from told
window
    earlier as (
        partition by inactivity_window, client_key
        order by turn desc rows between unbounded preceding and 1 preceding
    )
order by inactivity_window, turn, client_key;
