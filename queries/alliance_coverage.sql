-- How many attended sessions have an alliance score?
-- One row. Attended sessions of the period; sums over clients, or in large clinics over 4,096 random groups of them.
with by_group as (

    select
        (client_key & 4095)::usmallint as grouped,
        count(*) as attended,
        count(*) filter (where rated) as scored
    from
        chosen_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        status = 'attended'
        and day between $start and $end
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
