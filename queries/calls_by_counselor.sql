-- Which counselors have clients who need a call this week?
-- One row per counselor with such a client. As of the data's last day, whatever the period.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

listed as (

    select
        calls.counselor_key,
        calls.days_left
    from call_reasons($window) as calls
    inner join chosen on calls.counselor_key = chosen.counselor_key
    where
        calls.turn = 0
        and len(list_filter(
            calls.reasons,
            lambda reason: coalesce(list_contains($reasons::varchar[], reason), true)
        )) > 0

)

select
    counselors.counselor_id,
    counselors.counselor,
    counselors.supervisor,
    count(*) as clients,
    count(*) filter (where listed.days_left <= 7) as closing
from listed
inner join counselors on listed.counselor_key = counselors.counselor_key
group by counselors.counselor_id, counselors.counselor, counselors.supervisor
order by
    closing desc, clients desc, counselors.counselor asc, counselors.counselor_id asc
