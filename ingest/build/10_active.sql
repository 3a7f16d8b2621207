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
