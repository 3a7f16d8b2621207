-- Does early dropout differ between the months in which clients began?
-- One row per month of session one. First episodes; clients who began before the export are left out.
select
    date_trunc('month', first_day)::date as month,
    count(*) as clients,
    -- at_risk_one, dropped_one, completed_one, other_one, at_risk_two, ...
    unnest(early_endings(1, mature_sessions, followed))
from
    chosen_beginnings(
        $window, $scope, $counselors, $supervisors, $sites, $programs, $services
    )
where
    first_day between $start and $end
group by month
order by month
