-- Which counselors' clients leave after session one or two?
-- One row per counselor of session one. First episodes; clients who began before the export are left out.
with counted as (

    select
        counselor_key,
        count(*) as clients,
        early_endings(1, mature_sessions, followed) as endings
    from
        chosen_beginnings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        first_day between $start and $end
    group by counselor_key

)

select
    counselors.counselor_id,
    counselors.counselor,
    counselors.counselor_key,
    counted.clients,
    unnest(counted.endings) -- at_risk_one, dropped_one, ... other_two
from counted
inner join counselors on counted.counselor_key = counselors.counselor_key
order by counselors.counselor, counselors.counselor_id
