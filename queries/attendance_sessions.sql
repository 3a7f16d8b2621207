-- Which sessions stand behind an attendance figure?
-- One row per session, newest first, at most 5,000. Booked sessions of the future only when asked for.
with chosen as (

    select setting_key, counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

)

select
    sessions.session_id,
    sessions.start,
    clients.client_id,
    counselors.counselor,
    settings.site,
    settings.service_type,
    sessions.status::varchar as status
from sessions
semi join chosen on sessions.setting_key = chosen.setting_key
inner join settings on sessions.setting_key = settings.setting_key
inner join counselors on sessions.counselor_key = counselors.counselor_key
inner join clients on sessions.client_key = clients.client_key
where
    sessions.day between $start and $end
    and (
        ($statuses is null and sessions.status <> 'scheduled')
        or sessions.status::varchar = any($statuses)
    )
order by sessions.start desc, clients.client_id, sessions.session_id
limit 5000
