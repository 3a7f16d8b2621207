-- How does each counselor's caseload change from week to week?
-- One row per counselor and week, counted back from the data's last day; at most 20,000, the newest weeks. Weeks before the export is one window old are left out.
with newest as (

    select
        weeks.counselor_key,
        weeks.week_end,
        weeks.active_clients,
        weeks.recently_seen,
        weeks.intakes,
        weeks.endings,
        weeks.waiting,
        weeks.attended_minutes,
        weeks.group_minutes,
        weeks.seat_minutes
    from counselor_weeks as weeks
    inner join chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on weeks.counselor_key = chosen.counselor_key
    cross join snapshot
    where
        weeks.inactivity_window = $window
        and weeks.week_end between $start and $end
        and weeks.week_end >= snapshot.first_day + $window::integer
    order by weeks.week_end desc, weeks.counselor_key asc
    limit 20000

)

select
    counselors.counselor_id,
    counselors.counselor,
    newest.week_end,
    newest.active_clients,
    newest.recently_seen,
    newest.intakes,
    newest.endings,
    newest.waiting,
    newest.attended_minutes / 60 as attended_hours,
    newest.group_minutes / 60 as group_hours,
    newest.seat_minutes / 60 as seat_hours
from newest
inner join counselors on newest.counselor_key = counselors.counselor_key
order by counselors.counselor, counselors.counselor_id, newest.week_end
