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
        arg_min(coalesce(days_to_next, -1), nth) as days_one_to_two,
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
        arg_min(coalesce(days_to_next, -1), nth) as days_one_to_two,
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
        arg_min(coalesce(days_to_next, -1), nth) as days_one_to_two,
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
    case when runs.days_one_to_two >= 0 then runs.days_one_to_two end::integer
        as days_one_to_two,
    case
        when runs.first_day >= clients.referral_day
            then runs.first_day - clients.referral_day
    end::integer as days_waited,
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

-- First episodes with everything that a client or a first session can be told apart by.
create table beginnings as
select
    episodes.inactivity_window,
    episodes.first_day,
    episodes.last_day,
    episodes.client_key,
    episodes.setting_key,
    episodes.attended_sessions,
    episodes.mature_sessions,
    episodes.followed,
    episodes.last_followed,
    intakes.last_status,
    clients.discharge_day is not null as is_discharged,
    clients.ending,
    clients.referral_source,
    clients.mandated,
    clients.earlier_treatment,
    clients.severity,
    clients.expectation,
    clients.payer,
    case
        when clients.copay > 0 then 'some'
        when clients.copay = 0 then 'none'
    end::copay_word as copay,
    clients.age_band,
    settings.site,
    settings.program,
    settings.modality,
    settings.service_type,
    case
        when episodes.days_waited <= 7 then '0-7 days'
        when episodes.days_waited <= 14 then '8-14 days'
        when episodes.days_waited <= 28 then '15-28 days'
        when episodes.days_waited > 28 then '29 days and more'
    end::wait_word as wait,
    case
        when episodes.attended_sessions < 2 then null
        when episodes.days_one_to_two <= 9 then '0-9 days'
        when episodes.days_one_to_two <= 16 then '10-16 days'
        when episodes.days_one_to_two > 16 then '17 days and more'
    end::first_gap_word as first_gap,
    case
        when episodes.attended_sessions < 4 then null
        when rhythms.early_steadiness <= 6 then 'steady slot'
        when rhythms.early_steadiness <= 24 then 'within a day'
        when rhythms.early_steadiness > 24 then 'no steady slot'
    end::slot_word as slot
from episodes
inner join clients on episodes.client_key = clients.client_key
inner join settings on episodes.setting_key = settings.setting_key
left join intakes on episodes.client_key = intakes.client_key
left join rhythms on episodes.client_key = rhythms.client_key
where
    episodes.is_first
    and not episodes.began_before_export
order by episodes.inactivity_window, episodes.first_day, episodes.client_key;
