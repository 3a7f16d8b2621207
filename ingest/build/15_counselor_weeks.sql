-- A row per window, week and counselor: what was carried, what came, what went, what was
-- held, and what was contracted. Intakes and endings make up the change: a client came to
-- this caseload, or left it.
-- Ten years at most, so that one wrong date does not make millions of empty weeks.
create temp table carried_weeks as
with told as (
    select
        client_key,
        weeks_ago,
        counselor_key,
        coalesce(days_since <= 30, false) or is_booked as active_30,
        coalesce(days_since <= 60, false) or is_booked as active_60,
        true as active_90,
        coalesce(days_since <= 30, false) as seen_30,
        coalesce(days_since <= 60, false) as seen_60,
        days_since is not null as seen_90
    from client_weeks
),

moved as (
    select
        *,
        coalesce(
            lag(weeks_ago) over own = weeks_ago + 1
            and lag(counselor_key) over own = counselor_key,
            false
        ) as was_here,
        coalesce(
            lead(weeks_ago) over own = weeks_ago - 1
            and lead(counselor_key) over own = counselor_key,
            false
        ) as will_be_here,
        lag(active_30) over own as was_30,
        lag(active_60) over own as was_60,
        lead(active_30) over own as will_30,
        lead(active_60) over own as will_60
    from told
    window own as (partition by client_key order by weeks_ago desc)
)

select
    counselor_key,
    weeks_ago,
    count(*) filter (where active_30) as active_30,
    count(*) filter (where seen_30) as seen_30,
    count(*) filter (where active_30 and not (was_here and was_30)) as intakes_30,
    count(*) filter (where active_30 and not (will_be_here and will_30)) as going_30,
    count(*) filter (where active_60) as active_60,
    count(*) filter (where seen_60) as seen_60,
    count(*) filter (where active_60 and not (was_here and was_60)) as intakes_60,
    count(*) filter (where active_60 and not (will_be_here and will_60)) as going_60,
    count(*) as active_90,
    count(*) filter (where seen_90) as seen_90,
    count(*) filter (where not was_here) as intakes_90,
    count(*) filter (where not will_be_here) as going_90
from moved
group by counselor_key, weeks_ago;

create temp table carried_windows as
select
    30 as inactivity_window,
    counselor_key,
    weeks_ago,
    active_30 as active_clients,
    seen_30 as recently_seen,
    intakes_30 as intakes,
    going_30 as going
from carried_weeks
union all
select
    60 as inactivity_window,
    counselor_key,
    weeks_ago,
    active_60 as active_clients,
    seen_60 as recently_seen,
    intakes_60 as intakes,
    going_60 as going
from carried_weeks
union all
select
    90 as inactivity_window,
    counselor_key,
    weeks_ago,
    active_90 as active_clients,
    seen_90 as recently_seen,
    intakes_90 as intakes,
    going_90 as going
from carried_weeks;

create table counselor_weeks as
with seen as (
    select
        counselor_key,
        day
    from visits
    union all
    select
        counselor_key,
        day
    from second_hours
),

employed as (
    select
        counselor_key,
        nullif(min(from_day), '-infinity'::date) as start_day,
        nullif(max(to_day), 'infinity'::date) as end_day
    from terms
    where standing in ('at work', 'on leave')
    group by counselor_key
),

works as (
    select
        counselors.counselor_key,
        least(min(seen.day), any_value(employed.start_day)) as first_day,
        max(seen.day) filter (where seen.day <= $through::date) as last_day,
        any_value(employed.end_day) as end_day
    from counselors
    left join employed on counselors.counselor_key = employed.counselor_key
    left join seen on counselors.counselor_key = seen.counselor_key
    group by counselors.counselor_key
),

weeks as (
    select
        unnest(range(
            least(520, greatest(0, ($through::date - min(day)) // 7 + 1))
        ))::integer as weeks_ago
    from visits
),

grid as (
    select
        works.counselor_key,
        weeks.weeks_ago
    from works
    inner join weeks
        on
            works.first_day <= $through::date - 7 * weeks.weeks_ago
            and (
                works.end_day is null
                or greatest(works.end_day, works.last_day)
                > $through::date - 7 * weeks.weeks_ago - 7
            )

    union

    select
        counselor_key,
        weeks_ago
    from carried_weeks
    where counselor_key is not null

    union

    select
        counselor_key,
        weeks_ago
    from waiting_weeks
),

-- A week has the hours of its days, and the limit of the last on which one was at work.
spells as (
    select
        grid.counselor_key,
        grid.weeks_ago,
        terms.from_day,
        terms.standing = 'at work' as is_at_work,
        terms.weekly_hours,
        terms.caseload_limit,
        1 + least(terms.to_day, $through::date - 7 * grid.weeks_ago)
        - greatest(terms.from_day, $through::date - 7 * grid.weeks_ago - 6) as days
    from grid
    inner join terms
        on
            grid.counselor_key = terms.counselor_key
            and terms.from_day <= $through::date - 7 * grid.weeks_ago
            and terms.to_day > $through::date - 7 * grid.weeks_ago - 7
),

contracted as (
    select
        counselor_key,
        weeks_ago,
        mean_hours(weekly_hours, days) as weekly_hours,
        arg_max_null(caseload_limit, from_day) filter (where is_at_work)
            as caseload_limit,
        sum(days) filter (where is_at_work) as days_at_work
    from spells
    group by counselor_key, weeks_ago
)

select
    windows.inactivity_window::utinyint as inactivity_window,
    grid.weeks_ago::usmallint as weeks_ago,
    $through::date - 7 * grid.weeks_ago as week_end,
    grid.counselor_key,
    coalesce(carried.active_clients, 0)::uinteger as active_clients,
    coalesce(carried.recently_seen, 0)::uinteger as recently_seen,
    coalesce(carried.intakes, 0)::uinteger as intakes,
    coalesce(gone.going, 0)::uinteger as endings,
    coalesce(waiting_weeks.waiting, 0)::uinteger as waiting,
    coalesce(held.attended_minutes, if(held.attended_sessions > 0, null, 0))::float
        as attended_minutes,
    coalesce(held.group_minutes, 0)::float as group_minutes,
    coalesce(held.seat_minutes, 0)::float as seat_minutes,
    coalesce(held.sessions, 0)::uinteger as sessions,
    coalesce(held.clinic_cancelled, 0)::uinteger as clinic_cancelled,
    contracted.weekly_hours,
    contracted.caseload_limit,
    coalesce(contracted.days_at_work, 0)::utinyint as days_at_work
from grid
cross join (values (30), (60), (90)) as windows (inactivity_window)
left join carried_windows as carried
    on
        windows.inactivity_window = carried.inactivity_window
        and grid.counselor_key = carried.counselor_key
        and grid.weeks_ago = carried.weeks_ago
left join carried_windows as gone
    on
        windows.inactivity_window = gone.inactivity_window
        and grid.counselor_key = gone.counselor_key
        and grid.weeks_ago + 1 = gone.weeks_ago
left join waiting_weeks
    on
        windows.inactivity_window = waiting_weeks.inactivity_window
        and grid.counselor_key is not distinct from waiting_weeks.counselor_key
        and grid.weeks_ago = waiting_weeks.weeks_ago
left join held_weeks as held
    on
        grid.counselor_key = held.counselor_key
        and grid.weeks_ago = held.weeks_ago
left join contracted
    on
        grid.counselor_key = contracted.counselor_key
        and grid.weeks_ago = contracted.weeks_ago
order by inactivity_window, grid.weeks_ago, grid.counselor_key;
