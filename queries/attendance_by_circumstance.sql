-- When and where do clients come: which day, hour, place, kind of session?
-- One row per circumstance and value, and per weekday with hour. For the interval, clients beyond 4,096 share groups at random.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

counted as (

    select
        counted_sessions.client_key % 4096 as cluster,
        counted_sessions.attended,
        dayname(counted_sessions.day) as weekday,
        printf('%02d:00', counted_sessions.hour) as hour,
        settings.modality,
        settings.service_type,
        settings.site,
        case
            when counted_sessions.lead_days <= 1 then '0-1 days'
            when counted_sessions.lead_days <= 7 then '2-7 days'
            when counted_sessions.lead_days <= 14 then '8-14 days'
            when counted_sessions.lead_days <= 28 then '15-28 days'
            when counted_sessions.lead_days > 28 then '29 days and more'
        end as lead_time,
        case
            when counted_sessions.appointment < 6
                then counted_sessions.appointment::varchar
            else '6 and later'
        end as appointment
    from counted_sessions
    inner join chosen on counted_sessions.setting_key = chosen.setting_key
    inner join settings on counted_sessions.setting_key = settings.setting_key
    where
        counted_sessions.day between $start and $end

),

by_cluster as (

    select
        case
            when grouping(weekday) = 0 and grouping(hour) = 0 then 'weekday_hour'
            when grouping(weekday) = 0 then 'weekday'
            when grouping(hour) = 0 then 'hour'
            when grouping(modality) = 0 then 'modality'
            when grouping(service_type) = 0 then 'service_type'
            when grouping(site) = 0 then 'site'
            when grouping(lead_time) = 0 then 'lead_time'
            when grouping(appointment) = 0 then 'appointment'
        end as circumstance,
        weekday,
        hour,
        coalesce(modality, service_type, site, lead_time, appointment) as value,
        sum(attended) as attended,
        count(*) as counted
    from counted
    group by grouping sets (
        (cluster, weekday),
        (cluster, hour),
        (cluster, modality),
        (cluster, service_type),
        (cluster, site),
        (cluster, lead_time),
        (cluster, appointment),
        (cluster, weekday, hour)
    )

),

named as (

    select
        circumstance,
        case
            when circumstance = 'weekday_hour' then weekday || ' ' || hour
            else coalesce(weekday, hour, value)
        end as value,
        attended,
        counted
    from by_cluster

)

select
    circumstance,
    value,
    sum(attended)::bigint as attended,
    sum(counted)::bigint as counted,
    count(*) as clusters,
    sum(attended * attended)::bigint as sum_xx,
    sum(attended * counted)::bigint as sum_xn,
    sum(counted * counted)::bigint as sum_nn
from named
where
    value is not null
group by circumstance, value
order by circumstance, value
