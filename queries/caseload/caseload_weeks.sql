-- How does each counselor's caseload change from week to week?
-- One row per counselor and week, counted back from the data's last day; at most 20,000, the newest weeks. Weeks before the export is one window old are left out.
with newest as (

    select
        counselor_key,
        week_end,
        active_clients,
        recently_seen,
        intakes,
        endings,
        waiting,
        attended_minutes,
        group_minutes,
        seat_minutes,
        weekly_hours,
        caseload_limit,
        days_at_work
    from
        chosen_weeks(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        week_end between $start and $end
        and counselor_key is not null
    order by week_end desc, counselor_key asc
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
    newest.seat_minutes / 60 as seat_hours,
    nullif(newest.weekly_hours, 0) as weekly_hours,
    newest.caseload_limit,
    newest.days_at_work / 7 as at_work
from newest
inner join counselors on newest.counselor_key = counselors.counselor_key
order by counselors.counselor, counselors.counselor_id, newest.week_end
