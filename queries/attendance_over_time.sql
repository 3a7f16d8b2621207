-- How does attendance change over time?
-- One row per week (from Monday), or per month ($grain), that holds a session. For the interval, clients beyond 4,000 share groups at random.
with by_status as (

    select
        date_trunc($grain, day)::date as begins,
        status,
        count(*) as sessions
    from
        chosen_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        day between $start and $end
        and status <> 'scheduled'
    group by begins, status

),

marked as (

    select
        begins,
        coalesce(sum(sessions) filter (where status = 'attended'), 0)::bigint
            as attended,
        coalesce(sum(sessions) filter (where status = 'no_show'), 0)::bigint
            as no_show,
        coalesce(sum(sessions) filter (where status = 'late_cancelled'), 0)::bigint
            as late_cancelled,
        coalesce(sum(sessions) filter (where status = 'client_cancelled'), 0)::bigint
            as client_cancelled,
        coalesce(sum(sessions) filter (where status = 'clinic_cancelled'), 0)::bigint
            as clinic_cancelled,
        coalesce(sum(sessions) filter (where status = 'rescheduled'), 0)::bigint
            as rescheduled,
        coalesce(sum(sessions) filter (where status = 'unmarked'), 0)::bigint
            as unmarked,
        coalesce(sum(sessions) filter (where status = 'unknown'), 0)::bigint
            as unknown,
        coalesce(sum(sessions), 0)::bigint as sessions
    from by_status
    group by begins

),

by_group as (

    select
        date_trunc($grain, day)::date as begins,
        cluster,
        sum(attended) as attended,
        count(*) as counted
    from
        chosen_counted_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        day between $start and $end
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
    marked.attended,
    marked.no_show,
    marked.late_cancelled,
    marked.client_cancelled,
    marked.clinic_cancelled,
    marked.rescheduled,
    marked.unmarked,
    marked.unknown,
    marked.sessions,
    coalesce(clustered.counted, 0) as counted,
    coalesce(clustered.clusters, 0) as clusters,
    coalesce(clustered.sum_xx, 0) as sum_xx,
    coalesce(clustered.sum_xn, 0) as sum_xn,
    coalesce(clustered.sum_nn, 0) as sum_nn
from marked
left join clustered on marked.begins = clustered.begins
order by marked.begins
