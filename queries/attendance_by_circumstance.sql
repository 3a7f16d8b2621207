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
        counted_sessions.cluster,
        counted_sessions.attended,
        counted_sessions.weekday,
        counted_sessions.hour,
        counted_sessions.lead_time,
        counted_sessions.appointment,
        settings.site,
        settings.service_type,
        settings.modality
    from counted_sessions
    inner join chosen on counted_sessions.setting_key = chosen.setting_key
    inner join settings on counted_sessions.setting_key = settings.setting_key
    where
        counted_sessions.day between $start and $end

),

by_cluster as (

    select
        case
            when grouping(weekday) + grouping(hour) = 0 then 'weekday_hour'
            when grouping(weekday) = 0 then 'weekday'
            when grouping(hour) = 0 then 'hour'
            when grouping(lead_time) = 0 then 'lead_time'
            when grouping(appointment) = 0 then 'appointment'
            when grouping(site) = 0 then 'site'
            when grouping(service_type) = 0 then 'service_type'
            when grouping(modality) = 0 then 'modality'
        end as circumstance,
        weekday,
        hour,
        lead_time,
        appointment,
        site,
        service_type,
        modality,
        sum(attended) as attended,
        count(*) as counted
    from counted
    group by grouping sets (
        (cluster, weekday),
        (cluster, hour),
        (cluster, weekday, hour),
        (cluster, lead_time),
        (cluster, appointment),
        (cluster, site),
        (cluster, service_type),
        (cluster, modality)
    )

),

by_value as (

    select
        circumstance,
        weekday,
        hour,
        lead_time,
        appointment,
        site,
        service_type,
        modality,
        sum(attended)::bigint as attended,
        sum(counted)::bigint as counted,
        count(*) as clusters,
        sum(attended * attended)::bigint as sum_xx,
        sum(attended * counted)::bigint as sum_xn,
        sum(counted * counted)::bigint as sum_nn
    from by_cluster
    group by all

),

valued as (

    select
        circumstance,
        case circumstance
            when 'weekday_hour' then weekday || ' ' || hour
            else
                coalesce(
                    weekday::varchar,
                    hour::varchar,
                    lead_time::varchar,
                    appointment::varchar,
                    site::varchar,
                    service_type::varchar,
                    modality::varchar
                )
        end as value,
        attended,
        counted,
        clusters,
        sum_xx,
        sum_xn,
        sum_nn
    from by_value

)

select
    circumstance,
    value,
    attended,
    counted,
    clusters,
    sum_xx,
    sum_xn,
    sum_nn
from valued
where
    value is not null
order by circumstance, value
