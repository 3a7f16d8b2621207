-- How regular each client's sessions are: the slot in the week and the gaps between.
-- `steadiness` is the circular standard deviation of the start within the week, in hours,
-- from the bias-corrected squared resultant; at least four sessions with a time of day.
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
with clients_met as (
    select
        client_key,
        arg_max(setting_key, nth) as setting_key,
        max(start)::date as last_day,
        count(*) as sessions,
        count(*) filter (where is_timed) as timed,
        avg(cos(angle)) ** 2 + avg(sin(angle)) ** 2 as squared,
        median(days_to_next) as usual_gap,
        count(days_to_next) as gaps,
        count(*) filter (where days_to_next between 5 and 9) as weekly_gaps
    from attended_moments
    group by client_key
)

select
    client_key,
    setting_key,
    last_day,
    sessions::usmallint as sessions,
    usual_gap::float as usual_gap,
    gaps::usmallint as gaps,
    weekly_gaps::usmallint as weekly_gaps,
    case
        when timed >= 4 and timed = sessions then (
            168 / (2 * pi()) * sqrt(-ln(least(1, greatest(
                (sessions * squared - 1) / (sessions - 1), 1e-6
            ))))
        )
    end::float as steadiness
from clients_met
order by client_key;

drop table attended_moments;
