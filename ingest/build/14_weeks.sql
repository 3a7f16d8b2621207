-- What each counselor carried at the end of every week, counted back from the last day.
-- A client is active at a week's end as on the last day: seen within the window or booked
-- by then, and not discharged by then. A session of which nobody exported when it was
-- booked is known to be booked on the last day only.
create temp table bookings as
select
    client_key,
    counselor_key,
    start,
    least(coalesce(booked_day, $through::date), $through::date) as from_day,
    if(status = 'scheduled', $through::date, least(day, cancelled_day) - 1) as to_day
from visits
where
    (status = 'scheduled' or booked_day is not null)
    and (
        status not in ('client_cancelled', 'clinic_cancelled', 'rescheduled')
        or cancelled_day is not null
    );

create temp table client_weeks as
with first as (
    select min(day) as day from visits
),

spans as (
    select
        steps.client_key,
        settings.counselor_key,
        steps.day,
        least(
            steps.day + coalesce(steps.days_to_next - 1, 90),
            steps.day + 90,
            if(clients.discharge_day >= steps.day, clients.discharge_day - 1, null),
            $through::date
        ) as to_day
    from steps
    inner join settings on steps.setting_key = settings.setting_key
    inner join clients on steps.client_key = clients.client_key
),

seen as (
    select
        client_key,
        counselor_key,
        day,
        unnest(range(
            ($through::date - to_day + 6) // 7, ($through::date - day) // 7 + 1
        ))::integer as weeks_ago
    from spans
),

-- When a client is not seen for over 30 days, what is booked decides.
silent as (
    select
        steps.client_key,
        settings.counselor_key,
        steps.day as seen_day,
        steps.day + 31 as from_day,
        coalesce(steps.day + steps.days_to_next - 1, $through::date) as to_day
    from steps
    inner join settings on steps.setting_key = settings.setting_key
    where coalesce(steps.days_to_next, $through::date - steps.day + 1) > 31

    union all

    select
        intakes.client_key,
        null as counselor_key,
        null as seen_day,
        first.day as from_day,
        coalesce(intakes.first_attended_day - 1, $through::date) as to_day
    from intakes
    cross join first
),

waits as (
    select
        silent.client_key,
        coalesce(silent.counselor_key, bookings.counselor_key) as counselor_key,
        bookings.start,
        greatest(silent.from_day, bookings.from_day) as from_day,
        least(
            silent.to_day,
            bookings.to_day,
            if(
                silent.seen_day is null or clients.discharge_day >= silent.seen_day,
                clients.discharge_day - 1,
                null
            )
        ) as to_day
    from silent
    inner join clients on silent.client_key = clients.client_key
    inner join bookings
        on
            silent.client_key = bookings.client_key
            and silent.from_day <= bookings.to_day
            and silent.to_day >= bookings.from_day
),

booked as (
    select
        client_key,
        unnest(range(
            ($through::date - to_day + 6) // 7, ($through::date - from_day) // 7 + 1
        ))::integer as weeks_ago,
        counselor_key,
        start
    from waits
),

together as (
    select
        client_key,
        weeks_ago,
        counselor_key,
        ($through::date - 7 * weeks_ago) - day as days_since,
        false as is_booked
    from seen

    union all

    select
        client_key,
        weeks_ago,
        arg_min(counselor_key, start) as counselor_key,
        null as days_since,
        true as is_booked
    from booked
    group by client_key, weeks_ago
)

select
    client_key,
    weeks_ago::integer as weeks_ago,
    any_value(counselor_key) as counselor_key,
    min(days_since)::utinyint as days_since,
    bool_or(is_booked) as is_booked
from together
group by client_key, weeks_ago;

create temp table held_weeks as
with held as (
    select
        counselor_key,
        day,
        status,
        counselor_minutes,
        group_minutes,
        true as is_counted
    from visits
    union all by name
    select
        counselor_key,
        day,
        status,
        counselor_minutes,
        group_minutes,
        false as is_counted
    from second_hours
)

select
    counselor_key,
    (($through::date - day) // 7)::integer as weeks_ago,
    sum(counselor_minutes) filter (where status = 'attended') as attended_minutes,
    sum(counselor_minutes) filter (
        where status = 'attended' and group_minutes is not null
    ) as group_minutes,
    sum(group_minutes) filter (where status = 'attended') as seat_minutes,
    count(*) filter (where is_counted and status = 'attended') as attended_sessions,
    count(*) filter (where is_counted) as sessions,
    count(*) filter (where is_counted and status = 'clinic_cancelled')
        as clinic_cancelled
from held
where day <= $through::date and status <> 'scheduled'
group by all;

-- Who waits is told by the counselor of the first appointment; without one, by nobody.
create temp table waiting_weeks as
with waits as (
    select
        settings.counselor_key,
        intakes.came_day,
        intakes.next_day,
        greatest(intakes.came_day, intakes.last_appointment_day) as last_day,
        least(
            intakes.first_attended_day - 1, clients.discharge_day - 1, $through::date
        ) as to_day
    from intakes
    inner join clients on intakes.client_key = clients.client_key
    left join settings on intakes.setting_key = settings.setting_key
    where intakes.came_day >= (select min(day) from visits)
),

each_window as (
    select
        windows.inactivity_window,
        waits.counselor_key,
        waits.came_day,
        least(
            waits.to_day,
            if(
                waits.next_day is null and waits.to_day = $through::date,
                waits.last_day + windows.inactivity_window - 1,
                null
            )
        ) as to_day
    from waits
    cross join (values (30), (60), (90)) as windows (inactivity_window)
),

unfolded as (
    select
        inactivity_window,
        counselor_key,
        unnest(range(
            ($through::date - to_day + 6) // 7, ($through::date - came_day) // 7 + 1
        ))::integer as weeks_ago
    from each_window
)

select
    inactivity_window,
    counselor_key,
    weeks_ago,
    count(*) as waiting
from unfolded
group by all;
