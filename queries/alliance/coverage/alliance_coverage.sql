-- How many attended sessions have an alliance score?
-- One row. Attended sessions of the period; sums over clients, or in large clinics over 4,096 random groups of them.
with by_group as (

    select
        (sessions.client_key & 4095)::usmallint as grouped,
        count(*) as attended,
        count(*) filter (where sessions.rated) as scored
    from sessions
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.status = 'attended'
        and sessions.day between $start and $end
    group by grouped

)

select
    coalesce(sum(attended), 0)::bigint as attended,
    coalesce(sum(scored), 0)::bigint as scored,
    count(*) as clusters,
    coalesce(sum(scored * scored), 0)::bigint as sum_xx,
    coalesce(sum(scored * attended), 0)::bigint as sum_xn,
    coalesce(sum(attended * attended), 0)::bigint as sum_nn
from by_group
order by attended
