-- Which sessions lie between one no-show and the next?
-- One row per session, newest first, with the no-show that ends it. With $first_number, one stretch: 1 ends with the newest no-show, 0 is since then.
with no_shows as (

    select
        start,
        client_key,
        setting_key
    from
        chosen_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        day between $start and $end
        and status = 'no_show'
    order by start desc, client_key desc, setting_key desc
    limit 201

),

rated as (

    select
        session_id,
        start,
        client_key,
        setting_key,
        status,
        counselor_key,
        count(*) filter (where status = 'no_show') over (
            order by
                start desc,
                client_key desc,
                setting_key desc,
                status desc
            rows unbounded preceding
        ) as number
    from
        chosen_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        day between $start and $end
        and status in ('attended', 'no_show', 'late_cancelled')
        and start >= (select min(no_shows.start) from no_shows)

)

select
    rated.session_id,
    rated.start,
    clients.client_id,
    counselors.counselor,
    settings.site::varchar as site,
    settings.service_type::varchar as service_type,
    rated.status::varchar as status
from rated
inner join clients on rated.client_key = clients.client_key
inner join counselors on rated.counselor_key = counselors.counselor_key
inner join settings on rated.setting_key = settings.setting_key
where
    rated.number < (select count(*) from no_shows)
    and ($first_number is null or rated.number = $first_number)
order by rated.start desc, rated.client_key asc, rated.setting_key asc
limit 5000
