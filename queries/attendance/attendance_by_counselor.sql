-- Which counselors' clients attend, and which miss their sessions?
-- One row per counselor with a session. A session belongs to the counselor who held it.
with chosen as (

    select setting_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

by_status as (

    select
        sessions.counselor_key,
        sessions.status,
        count(*) as sessions
    from sessions
    inner join chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.day between $start and $end
        and sessions.status <> 'scheduled'
    group by sessions.counselor_key, sessions.status

),

marked as (

    select
        counselor_key,
        session_statuses(status, sessions) as statuses
    from by_status
    group by counselor_key

),

by_client as (

    select
        counted_sessions.counselor_key,
        sum(counted_sessions.attended) as attended,
        count(*) as counted
    from counted_sessions
    inner join chosen on counted_sessions.setting_key = chosen.setting_key
    where
        counted_sessions.day between $start and $end
    group by counted_sessions.client_key, counted_sessions.counselor_key

),

clustered as (

    select
        counselor_key,
        count(*) as clients,
        sum(counted)::bigint as counted,
        sum(attended * attended)::bigint as sum_xx,
        sum(attended * counted)::bigint as sum_xn,
        sum(counted * counted)::bigint as sum_nn
    from by_client
    group by counselor_key

)

select
    counselors.counselor_id,
    counselors.counselor,
    unnest(marked.statuses), -- attended, no_show, late_cancelled ... sessions
    coalesce(clustered.counted, 0) as counted,
    coalesce(clustered.clients, 0) as clients,
    coalesce(clustered.sum_xx, 0) as sum_xx,
    coalesce(clustered.sum_xn, 0) as sum_xn,
    coalesce(clustered.sum_nn, 0) as sum_nn
from marked
inner join counselors on marked.counselor_key = counselors.counselor_key
left join clustered on marked.counselor_key = clustered.counselor_key
order by counselors.counselor, counselors.counselor_id
