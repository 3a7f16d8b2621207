-- Does early dropout differ between the months in which clients began?
-- One row per month of session one. First episodes; clients who began before the export are left out.
select
    date_trunc('month', first_day)::date as month,
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
group by month
order by month
