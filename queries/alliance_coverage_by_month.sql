-- How many attended sessions have an alliance score, month by month?
-- One row per month. Sums over clients, or in large clinics over 4,096 random groups of clients.
with by_group as (

    select
        (year(day) * 12 + month(day))::usmallint as months,
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
    group by months, grouped

)

select
    make_date((months - 1) // 12, 1 + (months - 1) % 12, 1) as month,
    count(*) as clusters,
    sum(attended)::bigint as attended,
    sum(scored)::bigint as scored,
    sum(scored * scored)::bigint as sum_xx,
    sum(scored * attended)::bigint as sum_xn,
    sum(attended * attended)::bigint as sum_nn
from by_group
group by months
order by month
