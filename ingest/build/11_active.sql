-- Clients who may be active: seen within the longest window or booked, not discharged.
-- A client counts with the counselor of the last attended session, or, never yet seen,
-- of the next booked one.
create table active_clients as
with seen as (
    select
        client_key,
        max(day) as last_day,
        arg_max(setting_key, nth) as setting_key,
        max(nth) as attended_sessions
    from steps
    group by client_key
),

booked as (
    select
        client_key,
        min(start) as next_start,
        arg_min(setting_key, start) as setting_key
    from visits
    where status = 'scheduled'
    group by client_key
)

select
    clients.client_key,
    coalesce(seen.setting_key, booked.setting_key) as setting_key,
    seen.last_day,
    booked.next_start,
    coalesce(seen.attended_sessions, 0)::usmallint as attended_sessions
from clients
left join seen on clients.client_key = seen.client_key
left join booked on clients.client_key = booked.client_key
where
    (booked.next_start is not null or seen.last_day >= $through::date - 90)
    and (
        clients.discharge_day is null
        or clients.discharge_day > $through::date
        or coalesce(clients.discharge_day < seen.last_day, false)
    )
order by clients.client_key;

-- Who met whom: first and last session of a client with a counselor. `is_last` is where the
-- client was seen last.
create table acquaintances as
with met as (
    select
        visits.counselor_key,
        steps.client_key,
        min(steps.day) as first_day,
        max(steps.day) as last_day,
        arg_min(steps.number_30, steps.nth) as first_number_30,
        arg_min(steps.number_60, steps.nth) as first_number_60,
        arg_min(steps.number_90, steps.nth) as first_number_90
    from steps
    inner join visits on steps.visit = visits.rowid
    group by visits.counselor_key, steps.client_key
)

select
    *,
    last_day = max(last_day) over (partition by client_key) as is_last
from met
order by counselor_key, client_key;

-- Clients seen in each year from July to June, by counselor. `is_only`: by no other one.
create table client_years as
with seen as (
    select distinct
        make_date((year(steps.day) - if(month(steps.day) < 7, 1, 0))::integer, 7, 1)
            as year_from,
        visits.counselor_key,
        steps.client_key
    from steps
    inner join visits on steps.visit = visits.rowid
)

select
    *,
    count(*) over (partition by year_from, client_key) = 1 as is_only
from seen
order by year_from, counselor_key, client_key;
