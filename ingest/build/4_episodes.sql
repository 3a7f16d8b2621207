-- Every episode of care under each window, with its ending as far as it is known.
-- `mature_sessions` and `followed` are what dropout is counted from: the last session
-- whose sequel is known, and that sequel (returned = the episode went on).
create table episodes as
with runs as (
    select
        30 as inactivity_window,
        client_key,
        start_30 as begun_at,
        count(*) as attended_sessions,
        count(*) filter (where $through::date - day >= 30) as mature_sessions,
        min(day) as first_day,
        max(day) as last_day,
        arg_min(setting_key, nth) as setting_key,
        arg_max(followed_30, nth) filter (where $through::date - day >= 30) as followed,
        arg_max(followed_30, nth) as last_followed
    from steps
    group by client_key, start_30

    union all

    select
        60 as inactivity_window,
        client_key,
        start_60 as begun_at,
        count(*) as attended_sessions,
        count(*) filter (where $through::date - day >= 60) as mature_sessions,
        min(day) as first_day,
        max(day) as last_day,
        arg_min(setting_key, nth) as setting_key,
        arg_max(followed_60, nth) filter (where $through::date - day >= 60) as followed,
        arg_max(followed_60, nth) as last_followed
    from steps
    group by client_key, start_60

    union all

    select
        90 as inactivity_window,
        client_key,
        start_90 as begun_at,
        count(*) as attended_sessions,
        count(*) filter (where $through::date - day >= 90) as mature_sessions,
        min(day) as first_day,
        max(day) as last_day,
        arg_min(setting_key, nth) as setting_key,
        arg_max(followed_90, nth) filter (where $through::date - day >= 90) as followed,
        arg_max(followed_90, nth) as last_followed
    from steps
    group by client_key, start_90
),

history as (
    select min(day) as first_day from visits
)

select
    runs.inactivity_window::utinyint as inactivity_window,
    (runs.begun_at = 1)::boolean as is_first,
    runs.first_day,
    runs.last_day,
    runs.client_key,
    runs.setting_key,
    runs.attended_sessions::usmallint as attended_sessions,
    runs.mature_sessions::usmallint as mature_sessions,
    runs.followed,
    runs.last_followed,
    coalesce(
        runs.begun_at = 1
        and clients.referral_day < history.first_day
        and runs.first_day < history.first_day + $truncation_days::integer,
        false
    ) as began_before_export
from runs
cross join history
inner join clients on runs.client_key = clients.client_key
order by runs.inactivity_window, runs.first_day, runs.client_key;
