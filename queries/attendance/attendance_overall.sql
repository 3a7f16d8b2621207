-- How many sessions took place, and how many were missed or cancelled?
-- One row. Sessions up to the data's last day; the rate counts attended, no-show and late cancelled. For the interval, clients beyond 4,000 share groups at random.
with chosen as (

    select setting_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

by_status as (

    select
        sessions.status,
        count(*) as sessions
    from sessions
    inner join chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.day between $start and $end
        and sessions.status <> 'scheduled'
    group by status

),

marked as (

    select session_statuses(status, sessions) as statuses
    from by_status

),

by_group as (

    select
        sum(counted_sessions.attended) as attended,
        count(*) as counted
    from counted_sessions
    inner join chosen on counted_sessions.setting_key = chosen.setting_key
    where
        counted_sessions.day between $start and $end
    group by counted_sessions.cluster

),

clustered as (

    select
        count(*) as clusters,
        sum(counted)::bigint as counted,
        sum(attended * attended)::bigint as sum_xx,
        sum(attended * counted)::bigint as sum_xn,
        sum(counted * counted)::bigint as sum_nn
    from by_group

)

select
    unnest(marked.statuses), -- attended, no_show, late_cancelled ... sessions
    coalesce(clustered.counted, 0) as counted,
    coalesce(clustered.clusters, 0) as clusters,
    coalesce(clustered.sum_xx, 0) as sum_xx,
    coalesce(clustered.sum_xn, 0) as sum_xn,
    coalesce(clustered.sum_nn, 0) as sum_nn
from marked
cross join clustered
order by clustered.counted
