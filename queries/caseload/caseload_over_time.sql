-- How many clients come, go and wait, from week to week?
-- One row per week, counted back from the data's last day, over all chosen counselors. Weeks before the export is one window old are left out.
select
    week_end,
    sum(active_clients)::bigint as active_clients,
    sum(recently_seen)::bigint as recently_seen,
    sum(intakes)::bigint as intakes,
    sum(endings)::bigint as endings,
    sum(waiting)::bigint as waiting,
    sum(attended_minutes) / 60 as attended_hours,
    sum(group_minutes) / 60 as group_hours,
    sum(seat_minutes) / 60 as seat_hours
from
    chosen_weeks(
        $window, $scope, $counselors, $supervisors, $sites, $programs, $services
    )
where
    week_end between $start and $end
group by week_end
order by week_end
