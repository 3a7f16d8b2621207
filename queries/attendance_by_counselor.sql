-- Which counselors' clients attend, and which miss their sessions?
-- One row per counselor with a session. A session belongs to the counselor who held it.
with by_status as (

    select
        counselor_key,
        status,
        count(*) as sessions
    from
        chosen_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        day between $start and $end
        and status <> 'scheduled'
    group by counselor_key, status

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
        counselor_key,
        sum(attended) as attended,
        count(*) as counted
    from
        chosen_counted_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        day between $start and $end
    group by client_key, counselor_key

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
