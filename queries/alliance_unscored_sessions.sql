-- Which sessions with and without a score stand behind it?
-- One row per attended session whose sequel is known, newest first, at most 5,000.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

placed as not materialized (

    select
        sessions.session_id,
        sessions.start,
        sessions.client_key,
        chosen.counselor_key,
        sessions.rated,
        case $window
            when 30 then sessions.number_30
            when 90 then sessions.number_90
            else sessions.number_60
        end as session_number,
        case $window
            when 30 then sessions.followed_30
            when 90 then sessions.followed_90
            else sessions.followed_60
        end as followed
    from sessions
    inner join chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.status = 'attended'
        and sessions.day between $start and $end

)

select
    placed.start,
    clients.client_id,
    counselors.counselor,
    placed.session_number,
    if(placed.rated, 'scored', 'not scored') as questionnaire,
    placed.followed::varchar as followed,
    placed.session_id
from placed
inner join clients on placed.client_key = clients.client_key
inner join counselors on placed.counselor_key = counselors.counselor_key
where
    placed.session_number between coalesce($first_number, 1) and coalesce($last_number, 12)
    and placed.followed <> 'not_yet_known'
    and (
        $states is null
        or if(placed.rated, 'scored', 'not scored') = any($states)
    )
order by placed.start desc, clients.client_id asc, placed.session_id asc
limit 5000
