-- Which sessions lie between one no-show and the next?
-- One row per session, newest first, with the no-show that ends it. With $first_number, one stretch: 1 ends with the newest no-show, 0 is since then.
select
    sessions.session_id,
    sessions.start,
    clients.client_id,
    counselors.counselor,
    settings.site::varchar as site,
    settings.service_type::varchar as service_type,
    sessions.status::varchar as status
from
    sessions_between_no_shows(
        $start, $end, $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as sessions
inner join clients on sessions.client_key = clients.client_key
inner join counselors on sessions.counselor_key = counselors.counselor_key
inner join settings on sessions.setting_key = settings.setting_key
where
    $first_number is null or sessions.number = $first_number
order by
    sessions.start desc,
    sessions.client_key asc,
    sessions.setting_key asc,
    sessions.session_id asc
limit 5000
