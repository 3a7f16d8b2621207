-- How many of the same clients have dropped out by other definitions?
-- One row per definition. Clients whose first episode began in the period; low and high where endings are missing.
with begun as (

    select
        attended_sessions,
        last_status,
        is_discharged,
        ending,
        last_followed <> 'not_yet_known' as is_closed,
        last_followed = 'dropped_out' and attended_sessions <= 2 as left_early
    from
        chosen_beginnings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        first_day between $start and $end

),

counted as (

    select
        count(*) as clients,
        count(*) filter (where is_closed) as closed,
        count(*) filter (where left_early) as left_early,
        count(*) filter (
            where is_closed and last_status in ('no_show', 'late_cancelled')
        ) as last_missed,
        count(*) filter (
            where is_closed and is_discharged and ending = 'unplanned'
        ) as recorded_unplanned,
        count(*) filter (where is_closed and (ending is null or ending = 'unplanned'))
            as perhaps_unplanned,
        count(*) filter (where is_closed and attended_sessions < 4) as under_four,
        count(*) filter (where is_closed and attended_sessions >= 8) as eight_or_more,
        count(*) filter (where is_closed and attended_sessions = 1) as once,
        count(*) filter (where is_closed and attended_sessions >= 2) as twice
    from begun

),

definitions as (

    select
        unnest([
            'share of all clients who left after session one or two',
            'share of closed cases that left after session one or two',
            'last appointment missed or cancelled late, nothing attended after',
            'recorded ending is unplanned',
            'fewer than 4 sessions, of closed cases',
            '8 sessions or more, of closed cases',
            'treated once only, of closed cases',
            'treated at least twice, of closed cases'
        ]) as definition,
        unnest([clients, closed, closed, closed, closed, closed, closed, closed])
            as clients,
        unnest([
            left_early,
            left_early,
            last_missed,
            null,
            under_four,
            eight_or_more,
            once,
            twice
        ]) as events,
        unnest([null, null, null, recorded_unplanned, null, null, null, null])
            as least_events,
        unnest([null, null, null, perhaps_unplanned, null, null, null, null])
            as most_events,
        generate_subscripts([1, 2, 3, 4, 5, 6, 7, 8], 1) as place
    from counted

)

select
    definition,
    clients,
    events,
    least_events,
    most_events
from definitions
order by place
