-- Which sessions with and without a score stand behind it?
-- One row per attended session whose sequel is known, newest first, at most 5,000.
with placed as not materialized (

    select
        sessions.session_id,
        sessions.start,
        sessions.client_key,
        chosen.counselor_key,
        sessions.rated,
        sessions.session_number,
        sessions.followed
    from placed_sessions($window) as sessions
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.day between $start and $end

),

newest as (

    select *
    from placed
    where
        session_number >= coalesce($first_number, 1)
        and session_number <= coalesce($last_number, 12)
        and followed <> 'not_yet_known'
        and (
            $states is null
            or if(rated, 'scored', 'not scored') = any($states)
        )
    order by start desc, client_key asc, session_id asc
    limit 5000

)

select
    newest.start,
    clients.client_id,
    counselors.counselor,
    newest.session_number,
    if(newest.rated, 'scored', 'not scored') as questionnaire,
    newest.followed::varchar as followed,
    newest.session_id
from newest
inner join clients on newest.client_key = clients.client_key
inner join counselors on newest.counselor_key = counselors.counselor_key
order by newest.start desc, newest.client_key asc, newest.session_id asc
