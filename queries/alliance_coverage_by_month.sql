-- How many attended sessions have an alliance score, month by month?
-- One row per month. Sums over clients, or in large clinics over 4,000 random groups of clients.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

everyone as (

    select greatest(4000, count(*)) as clients from clients

),

by_group as (

    select
        date_trunc('month', sessions.day)::date as month,
        (sessions.client_key::ubigint * 4000 // everyone.clients)::usmallint
            as grouped,
        count(*) as attended,
        count(*) filter (where sessions.rated) as scored
    from sessions
    inner join chosen on sessions.setting_key = chosen.setting_key
    cross join everyone
    where
        sessions.status = 'attended'
        and sessions.day between $start and $end
    group by month, grouped

)

select
    month,
    count(*) as clusters,
    sum(scored)::bigint as attended,
    sum(attended)::bigint as counted,
    sum(scored * scored)::bigint as sum_xx,
    sum(scored * attended)::bigint as sum_xn,
    sum(attended * attended)::bigint as sum_nn
from by_group
group by month
order by month
