-- How many attended sessions have an alliance score, month by month?
-- One row per month. Sums over clients, or in large clinics over 4,096 random groups of clients.
with by_group as (

    select
        (year(sessions.day) * 12 + month(sessions.day))::usmallint as months,
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
