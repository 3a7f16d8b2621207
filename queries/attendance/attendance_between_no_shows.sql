-- How many sessions lie between one no-show and the next?
-- One row per no-show after the first, the newest 200, and one for the sessions since the last (`ended` is null).
select
    number,
    min(start) as began,
    max(start) filter (where status = 'no_show') as ended,
    count(*) as sessions,
    count(*) filter (where status <> 'no_show') as between_no_shows
from
    sessions_between_no_shows(
        $start, $end, $scope, $counselors, $supervisors, $sites, $programs, $services
    )
group by number
order by number desc
