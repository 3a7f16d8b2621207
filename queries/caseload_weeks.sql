-- How does each counselor's caseload change from week to week?
-- One row per counselor and week, counted back from the data's last day. Weeks before the export is one window old are left out.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

)

select
    counselors.counselor_id,
    counselors.counselor,
    weeks.week_end,
    weeks.active_clients,
    weeks.recently_seen,
    weeks.intakes,
    weeks.endings,
    weeks.waiting,
    weeks.attended_minutes / 60 as attended_hours,
    weeks.group_minutes / 60 as group_hours,
    weeks.seat_minutes / 60 as seat_hours
from counselor_weeks as weeks
inner join chosen on weeks.counselor_key = chosen.counselor_key
inner join counselors on weeks.counselor_key = counselors.counselor_key
cross join snapshot
where
    weeks.inactivity_window = $window
    and weeks.week_end between $start and $end
    and weeks.week_end >= snapshot.first_day + $window::integer
order by counselors.counselor, counselors.counselor_id, weeks.week_end
