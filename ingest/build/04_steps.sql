-- When a client counts as dropped out: every attended session, its number in the episode
-- and what followed, for each window.
-- An episode ends by a planned or other ending, or when nothing is attended within the
-- window. What followed is known only of a session held at least the window before the
-- data's last day (docs/measures.md).
create temp table steps as
with attended as (
    select
        rowid as visit,
        start,
        day,
        client_key,
        setting_key,
        row_number() over own as nth,
        lag(day) over own as last_day,
        lead(day) over own as next_day
    from visits
    where status = 'attended'
    window own as (partition by client_key order by start, session_id, setting_key)
),

discharged as (
    select
        attended.*,
        clients.ending,
        day - last_day as days_since_last,
        next_day - day as days_to_next,
        $through::date - day as days_known,
        coalesce(
            clients.ending in ('completed', 'other_ending')
            and clients.discharge_day >= day
            and (next_day is null or clients.discharge_day < next_day),
            false
        ) as ended,
        coalesce(
            clients.ending in ('completed', 'other_ending')
            and clients.discharge_day >= last_day
            and clients.discharge_day < day,
            false
        ) as ended_before
    from attended
    inner join clients on attended.client_key = clients.client_key
),

begun as (
    select
        *,
        nth = 1 or days_since_last > 30 or ended_before as began_30,
        nth = 1 or days_since_last > 60 or ended_before as began_60,
        nth = 1 or days_since_last > 90 or ended_before as began_90
    from discharged
),

placed as (
    select
        *,
        max(case when began_30 then nth end) over earlier as start_30,
        max(case when began_60 then nth end) over earlier as start_60,
        max(case when began_90 then nth end) over earlier as start_90
    from begun
    window earlier as (
        partition by client_key order by nth rows unbounded preceding
    )
)

select
    visit,
    day,
    client_key,
    setting_key,
    nth::usmallint as nth,
    days_since_last::integer as days_since_last,
    days_to_next::integer as days_to_next,
    case
        when ended then ending
        when days_to_next <= 30 then 'returned'
        when days_known < 30 then 'not_yet_known'
        else 'dropped_out'
    end::session_followed as followed_30,
    case
        when ended then ending
        when days_to_next <= 60 then 'returned'
        when days_known < 60 then 'not_yet_known'
        else 'dropped_out'
    end::session_followed as followed_60,
    case
        when ended then ending
        when days_to_next <= 90 then 'returned'
        when days_known < 90 then 'not_yet_known'
        else 'dropped_out'
    end::session_followed as followed_90,
    (nth - start_30 + 1)::usmallint as number_30,
    start_30::usmallint as start_30,
    (nth - start_60 + 1)::usmallint as number_60,
    start_60::usmallint as start_60,
    (nth - start_90 + 1)::usmallint as number_90,
    start_90::usmallint as start_90
from placed;
