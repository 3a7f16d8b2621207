-- On which weekdays and hours do clients come?
-- One row per weekday and hour. Sessions with a time of day. For the interval, clients beyond 4,000 share groups at random.
with by_cluster as (

    select
        counted_sessions.cluster,
        counted_sessions.weekday,
        counted_sessions.hour,
        sum(counted_sessions.attended) as attended,
        count(*) as counted
    from counted_sessions
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on counted_sessions.setting_key = chosen.setting_key
    where
        counted_sessions.day between $start and $end
        and counted_sessions.hour is not null
    group by
        counted_sessions.cluster, counted_sessions.weekday, counted_sessions.hour

)

select
    by_cluster.weekday::varchar as weekday,
    by_cluster.hour::varchar as hour,
    sum(by_cluster.attended)::bigint as attended,
    sum(by_cluster.counted)::bigint as counted,
    count(*) as clusters,
    sum(by_cluster.attended * by_cluster.attended)::bigint as sum_xx,
    sum(by_cluster.attended * by_cluster.counted)::bigint as sum_xn,
    sum(by_cluster.counted * by_cluster.counted)::bigint as sum_nn
from by_cluster
group by by_cluster.weekday, by_cluster.hour
order by by_cluster.weekday, by_cluster.hour
