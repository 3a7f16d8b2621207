-- Of clients who would have been listed on past dates, how many came back in time?
-- One row per reason, one for any of them and one for clients without any on their first such date. Each client counts once in a row, on the first such date; dates whose window is still open are left out.
with past as (

    select
        standings.day,
        standings.came_back,
        standings.is_first,
        standings.reasons,
        standings.earlier
    from
        chosen_standings(
            $window, $reasons,
            $scope, $counselors, $supervisors, $sites, $programs, $services
        ) as standings
    cross join snapshot
    where
        standings.turn > 0
        and snapshot.data_through - standings.day >= $window::integer

),

by_reasons as (

    select
        day,
        reasons,
        earlier,
        is_first,
        count(*) as clients,
        count(*) filter (where came_back) as came_back
    from past
    group by day, reasons, earlier, is_first

),

-- A client counts for a reason on the first day on which it held.
given as (

    select
        day,
        unnest(list_concat(
            list_filter(
                reason_names(reasons),
                lambda reason: not list_contains(reason_names(earlier), reason)
            ),
            if(reasons > 0 and earlier = 0, ['any'], []),
            if(reasons = 0 and is_first, ['none'], [])
        )) as reason,
        clients,
        came_back
    from by_reasons

)

select
    reason,
    sum(clients)::bigint as clients,
    sum(came_back)::bigint as came_back,
    min(day) as first_date,
    max(day) as last_date
from given
group by reason
order by reason
