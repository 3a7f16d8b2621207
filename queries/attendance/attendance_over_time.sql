-- How does attendance change over time?
-- One row per week (from Monday), or per month ($grain), that holds a session. For the interval, clients beyond 4,000 share groups at random.
with chosen as (

    select setting_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

by_status as (

    select
        date_trunc($grain, sessions.day)::date as begins,
        sessions.status,
        count(*) as sessions
    from sessions
    inner join chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.day between $start and $end
        and sessions.status <> 'scheduled'
    group by begins, status

),

marked as (

    select
        begins,
        session_statuses(status, sessions) as statuses
    from by_status
    group by begins

),

by_group as (

    select
        date_trunc($grain, counted_sessions.day)::date as begins,
        counted_sessions.cluster,
        sum(counted_sessions.attended) as attended,
        count(*) as counted
    from counted_sessions
    inner join chosen on counted_sessions.setting_key = chosen.setting_key
    where
        counted_sessions.day between $start and $end
    group by cluster, begins

),

clustered as (

    select
        begins,
        count(*) as clusters,
        sum(counted)::bigint as counted,
        sum(attended * attended)::bigint as sum_xx,
        sum(attended * counted)::bigint as sum_xn,
        sum(counted * counted)::bigint as sum_nn
    from by_group
    group by begins

)

select
    marked.begins,
    unnest(marked.statuses), -- attended, no_show, late_cancelled ... sessions
    coalesce(clustered.counted, 0) as counted,
    coalesce(clustered.clusters, 0) as clusters,
    coalesce(clustered.sum_xx, 0) as sum_xx,
    coalesce(clustered.sum_xn, 0) as sum_xn,
    coalesce(clustered.sum_nn, 0) as sum_nn
from marked
left join clustered on marked.begins = clustered.begins
order by marked.begins
