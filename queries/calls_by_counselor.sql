-- Which counselors have clients who need a call this week?
-- One row per counselor with such a client. As of the data's last day, whatever the period.
with asked as (

    select reason_sum($reasons) as reasons

),

listed as (

    select
        standings.counselor_key,
        count(*) as clients,
        count(*) filter (where standings.days_left <= 7) as closing
    from standings
    inner join chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on standings.counselor_key = chosen.counselor_key
    cross join asked
    where
        standings.inactivity_window = $window
        and standings.turn = 0
        and standings.reasons & asked.reasons > 0
    group by standings.counselor_key

)

select
    counselors.counselor_id,
    counselors.counselor,
    counselors.supervisor,
    listed.clients,
    listed.closing
from listed
inner join counselors on listed.counselor_key = counselors.counselor_key
order by
    listed.closing desc,
    listed.clients desc,
    counselors.counselor asc,
    counselors.counselor_id asc
