-- How many sessions took place, and how many were missed or cancelled?
-- One row. Sessions up to the data's last day; the rate counts attended, no-show and late cancelled. For the interval, clients beyond 4,000 share groups at random.
with by_status as (

    select
        status,
        count(*) as sessions
    from
        chosen_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        day between $start and $end
        and status <> 'scheduled'
    group by status

),

marked as (

    select session_statuses(status, sessions) as statuses
    from by_status

),

by_group as (

    select
        sum(attended) as attended,
        count(*) as counted
    from
        chosen_counted_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        day between $start and $end
    group by cluster

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
