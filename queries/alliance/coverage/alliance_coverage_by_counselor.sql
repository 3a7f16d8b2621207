-- How many attended sessions of each counselor have an alliance score?
-- One row per counselor. Attended sessions of the period; sums over clients, whose sessions are alike.
with by_client as (

    select
        sessions.counselor_key,
        count(*) as attended,
        count(*) filter (where sessions.rated) as scored
    from sessions
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.status = 'attended'
        and sessions.day between $start and $end
    group by sessions.counselor_key, sessions.client_key

)

select
    counselors.counselor_id,
    counselors.counselor,
    count(*) as clients,
    sum(by_client.attended)::bigint as attended,
    sum(by_client.scored)::bigint as scored,
    sum(by_client.scored * by_client.scored)::bigint as sum_xx,
    sum(by_client.scored * by_client.attended)::bigint as sum_xn,
    sum(by_client.attended * by_client.attended)::bigint as sum_nn
from by_client
inner join counselors on by_client.counselor_key = counselors.counselor_key
group by counselors.counselor_id, counselors.counselor
order by counselors.counselor, counselors.counselor_id
