-- Which sessions stand behind an attendance figure?
-- One row per session, newest first, at most 5,000. Booked sessions of the future only when asked for; with $attribute, the counted sessions of that circumstance.
with places as (

    select
        settings.setting_key,
        counselors.counselor,
        settings.site,
        settings.service_type
    from settings
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on settings.setting_key = chosen.setting_key
    inner join counselors on settings.counselor_key = counselors.counselor_key
    where
        case $attribute
            when 'modality' then settings.modality
            when 'service_type' then settings.service_type
            when 'site' then settings.site
            else $value
        end is not distinct from $value

),

newest as (

    select
        sessions.session_id,
        sessions.start,
        sessions.client_key,
        sessions.setting_key,
        sessions.status
    from sessions
    inner join places on sessions.setting_key = places.setting_key
    where
        sessions.day between $start and $end
        and (
            ($statuses is null and sessions.status <> 'scheduled')
            or sessions.status::varchar = any($statuses)
        )
        and (
            $attribute is null
            or (
                sessions.status in ('attended', 'no_show', 'late_cancelled')
                and case $attribute
                    when 'weekday' then dayname(sessions.day)
                    when 'hour' then strftime(sessions.start, '%H:00')
                    when 'weekday_hour' then strftime(sessions.start, '%A %H:00')
                    when 'lead_time' then sessions.lead_time
                    when 'appointment' then sessions.appointment
                    else $value
                end = $value
                and (
                    $attribute not in ('hour', 'weekday_hour')
                    or sessions.start > date_trunc('day', sessions.start)
                )
            )
        )
    order by
        sessions.start desc,
        sessions.client_key asc,
        sessions.setting_key asc,
        sessions.session_id asc
    limit 5000

)

select
    newest.session_id,
    newest.start,
    clients.client_id,
    places.counselor,
    places.site::varchar as site,
    places.service_type::varchar as service_type,
    newest.status::varchar as status
from newest
inner join places on newest.setting_key = places.setting_key
inner join clients on newest.client_key = clients.client_key
order by
    newest.start desc,
    newest.client_key asc,
    newest.setting_key asc,
    newest.session_id asc
