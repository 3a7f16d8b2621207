-- Which counselors' clients leave after session one or two?
-- One row per counselor of session one. First episodes; clients who began before the export are left out.
with counted as (

    select
        counselor_key,
        count(*) as clients,
        count(*) filter (where mature_sessions >= 1) as at_risk_one,
        count(*) filter (where mature_sessions = 1 and followed = 'dropped_out')
            as dropped_one,
        count(*) filter (where mature_sessions = 1 and followed = 'completed')
            as completed_one,
        count(*) filter (where mature_sessions = 1 and followed = 'other_ending')
            as other_one,
        count(*) filter (where mature_sessions >= 2) as at_risk_two,
        count(*) filter (where mature_sessions = 2 and followed = 'dropped_out')
            as dropped_two,
        count(*) filter (where mature_sessions = 2 and followed = 'completed')
            as completed_two,
        count(*) filter (where mature_sessions = 2 and followed = 'other_ending')
            as other_two
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
    counted.at_risk_one,
    counted.dropped_one,
    counted.completed_one,
    counted.other_one,
    counted.at_risk_two,
    counted.dropped_two,
    counted.completed_two,
    counted.other_two
from counted
inner join counselors on counted.counselor_key = counselors.counselor_key
order by counselors.counselor, counselors.counselor_id
