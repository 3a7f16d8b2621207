-- How regular each client's sessions are: the slot in the week and the gaps between.
-- `steadiness` is the circular standard deviation of the start within the week, in hours,
-- from the bias-corrected squared resultant; at least four sessions with a time of day.
-- `early_steadiness` knows the first four sessions only: what came later cannot shape it.
create temp macro circular_hours(sessions, squared) as (
    168 / (2 * pi()) * sqrt(-ln(least(1, greatest(
        (sessions * squared - 1) / (sessions - 1), 1e-6
    ))))
)::float;

create temp table attended_moments as
select
    steps.client_key,
    steps.setting_key,
    steps.nth,
    steps.days_to_next,
    visits.start,
    2 * pi() * epoch(visits.start - date_trunc('week', visits.start)) / 604800 as angle,
    visits.start > date_trunc('day', visits.start) as is_timed
from steps
inner join visits on steps.visit = visits.rowid;

create table rhythms as
with met as (
    select
        client_key,
        arg_max(setting_key, nth) as setting_key,
        max(start)::date as last_day,
        count(*) as sessions,
        count(*) filter (where is_timed) as timed,
        avg(cos(angle)) ** 2 + avg(sin(angle)) ** 2 as squared,
        count(*) filter (where is_timed and nth <= 4) as early_timed,
        avg(cos(angle)) filter (where nth <= 4) ** 2
        + avg(sin(angle)) filter (where nth <= 4) ** 2 as early_squared,
        median(days_to_next) as usual_gap,
        count(days_to_next) as gaps,
        count(*) filter (where days_to_next between 5 and 9) as weekly_gaps
    from attended_moments
    group by client_key
),

spread as (
    select
        *,
        case
            when timed >= 4 and timed = sessions
                then circular_hours(sessions, squared)
        end as steadiness,
        case when early_timed = 4 then circular_hours(4, early_squared) end
            as early_steadiness
    from met
)

select
    client_key,
    setting_key,
    last_day,
    sessions::usmallint as sessions,
    usual_gap::float as usual_gap,
    gaps::usmallint as gaps,
    weekly_gaps::usmallint as weekly_gaps,
    steadiness,
    early_steadiness,
    case
        when steadiness <= 1 then 'within 1 hour'
        when steadiness <= 6 then 'within 6 hours'
        when steadiness <= 24 then 'within a day'
        when steadiness > 24 then 'no steady slot'
    end::slot_band_word as slot_band,
    case
        when usual_gap <= 4 then 'under 5 days'
        when usual_gap <= 9 then '5-9 days'
        when usual_gap <= 16 then '10-16 days'
        when usual_gap > 16 then '17 days and more'
    end::gap_band_word as gap_band
from spread
order by client_key;

drop table attended_moments;
