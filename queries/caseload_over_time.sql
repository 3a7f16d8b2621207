-- How many clients come, go and wait, from week to week?
-- One row per week, counted back from the data's last day, over all chosen counselors. Weeks before the export is one window old are left out.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

)

select
    weeks.week_end,
    sum(weeks.active_clients)::bigint as active_clients,
    sum(weeks.recently_seen)::bigint as recently_seen,
    sum(weeks.intakes)::bigint as intakes,
    sum(weeks.endings)::bigint as endings,
    sum(weeks.waiting)::bigint as waiting,
    sum(weeks.attended_minutes) / 60 as attended_hours,
    sum(weeks.group_minutes) / 60 as group_hours,
    sum(weeks.seat_minutes) / 60 as seat_hours
from counselor_weeks as weeks
inner join chosen
    on weeks.counselor_key is not distinct from chosen.counselor_key
cross join snapshot
where
    weeks.inactivity_window = $window
    and weeks.week_end between $start and $end
    and weeks.week_end >= snapshot.first_day + $window::integer
group by weeks.week_end
order by weeks.week_end
