-- When and where do clients come: which day, hour, place, kind of session?
-- One row per circumstance and value. For the interval, clients beyond 4,000 share groups at random.
with counted as (

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
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on counted_sessions.setting_key = chosen.setting_key
    inner join settings on counted_sessions.setting_key = settings.setting_key
    where
        counted_sessions.day between $start and $end

),

by_cluster as (

    select
        case
            when grouping(weekday) = 0 then 1
            when grouping(hour) = 0 then 2
            when grouping(lead_time) = 0 then 3
            when grouping(appointment) = 0 then 4
            when grouping(site) = 0 then 5
            when grouping(service_type) = 0 then 6
            else 7
        end::utinyint as place,
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
        (cluster, lead_time),
        (cluster, appointment),
        (cluster, site),
        (cluster, service_type),
        (cluster, modality)
    )

),

by_value as (

    select
        place,
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
        [
            'weekday',
            'hour',
            'lead_time',
            'appointment',
            'site',
            'service_type',
            'modality'
        ][place] as circumstance,
        coalesce(
            weekday::varchar,
            hour::varchar,
            lead_time::varchar,
            appointment::varchar,
            site::varchar,
            service_type::varchar,
            modality::varchar
        ) as value,
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
