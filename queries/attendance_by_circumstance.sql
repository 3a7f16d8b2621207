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

places as (

    select
        setting_key,
        (dense_rank() over (order by site))::usmallint as site_key,
        (dense_rank() over (order by service_type))::usmallint as service_key,
        (dense_rank() over (order by modality))::usmallint as modality_key,
        site,
        service_type,
        modality
    from settings

),

counted as (

    select
        (counted_sessions.client_key % 4096)::usmallint as cluster,
        counted_sessions.attended,
        isodow(counted_sessions.day)::utinyint as weekday,
        counted_sessions.hour,
        case
            when counted_sessions.lead_days <= 1 then 1
            when counted_sessions.lead_days <= 7 then 2
            when counted_sessions.lead_days <= 14 then 3
            when counted_sessions.lead_days <= 28 then 4
            when counted_sessions.lead_days > 28 then 5
        end::utinyint as lead_band,
        least(counted_sessions.appointment, 6)::utinyint as appointment,
        places.site_key,
        places.service_key,
        places.modality_key
    from counted_sessions
    inner join chosen on counted_sessions.setting_key = chosen.setting_key
    inner join places on counted_sessions.setting_key = places.setting_key
    where
        counted_sessions.day between $start and $end

),

by_cluster as (

    select
        weekday,
        hour,
        lead_band,
        appointment,
        site_key,
        service_key,
        modality_key,
        grouping(
            weekday, hour, lead_band, appointment, site_key, service_key, modality_key
        ) as left_open,
        sum(attended) as attended,
        count(*) as counted
    from counted
    group by grouping sets (
        (cluster, weekday),
        (cluster, hour),
        (cluster, lead_band),
        (cluster, appointment),
        (cluster, site_key),
        (cluster, service_key),
        (cluster, modality_key),
        (cluster, weekday, hour)
    )

),

by_value as (

    select
        weekday,
        hour,
        lead_band,
        appointment,
        site_key,
        service_key,
        modality_key,
        left_open,
        sum(attended)::bigint as attended,
        sum(counted)::bigint as counted,
        count(*) as clusters,
        sum(attended * attended)::bigint as sum_xx,
        sum(attended * counted)::bigint as sum_xn,
        sum(counted * counted)::bigint as sum_nn
    from by_cluster
    group by all

),

sites as (

    select distinct
        site_key,
        site
    from places

),

services as (

    select distinct
        service_key,
        service_type
    from places

),

modalities as (

    select distinct
        modality_key,
        modality
    from places

),

named as (

    select
        case by_value.left_open
            when 63 then 'weekday'
            when 95 then 'hour'
            when 111 then 'lead_time'
            when 119 then 'appointment'
            when 123 then 'site'
            when 125 then 'service_type'
            when 126 then 'modality'
            else 'weekday_hour'
        end as circumstance,
        [
            'Monday',
            'Tuesday',
            'Wednesday',
            'Thursday',
            'Friday',
            'Saturday',
            'Sunday'
        ][by_value.weekday] as weekday,
        printf('%02d:00', by_value.hour) as hour,
        [
            '0-1 days',
            '2-7 days',
            '8-14 days',
            '15-28 days',
            '29 days and more'
        ][by_value.lead_band] as lead_time,
        if(by_value.appointment < 6, by_value.appointment::varchar, '6 and later')
            as appointment,
        sites.site,
        services.service_type,
        modalities.modality,
        by_value.left_open,
        by_value.attended,
        by_value.counted,
        by_value.clusters,
        by_value.sum_xx,
        by_value.sum_xn,
        by_value.sum_nn
    from by_value
    left join sites on by_value.site_key = sites.site_key
    left join services on by_value.service_key = services.service_key
    left join modalities on by_value.modality_key = modalities.modality_key

),

valued as (

    select
        circumstance,
        case circumstance
            when 'weekday' then weekday
            when 'hour' then hour
            when 'lead_time' then lead_time
            when 'appointment' then appointment
            when 'site' then site
            when 'service_type' then service_type
            when 'modality' then modality
            else weekday || ' ' || hour
        end as value,
        attended,
        counted,
        clusters,
        sum_xx,
        sum_xn,
        sum_nn
    from named

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
