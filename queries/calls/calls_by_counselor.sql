-- Which counselors have clients who need a call this week?
-- One row per counselor with such a client. As of the data's last day, whatever the period.
with listed as (

    select
        counselor_key,
        count(*) as clients,
        count(*) filter (where days_left <= 7) as closing
    from
        chosen_standings(
            $window, $reasons,
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        turn = 0
        and reasons > 0
    group by counselor_key

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
