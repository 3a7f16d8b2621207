-- How many of the same clients have dropped out by other definitions?
-- One row per definition. Clients whose first episode began in the period; low and high where endings are missing.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

begun as (

    select
        episodes.client_key,
        episodes.attended_sessions,
        episodes.mature_sessions,
        episodes.followed,
        episodes.last_followed,
        intakes.last_status,
        clients.discharge_day is not null as is_discharged,
        clients.ending
    from episodes
    inner join chosen on episodes.setting_key = chosen.setting_key
    inner join clients on episodes.client_key = clients.client_key
    left join intakes on episodes.client_key = intakes.client_key
    where
        episodes.inactivity_window = $window
        and episodes.is_first
        and not episodes.began_before_export
        and episodes.first_day between $start and $end

),

definitions as (

    select
        1 as place,
        'share of all clients who left after session one or two' as definition,
        count(*) as clients,
        count(*) filter (
            where last_followed = 'dropped_out' and attended_sessions <= 2
        ) as events,
        null as least_events,
        null as most_events
    from begun

    union all

    select
        2 as place,
        'share of closed cases that left after session one or two' as definition,
        count(*) filter (where last_followed <> 'not_yet_known') as clients,
        count(*) filter (
            where last_followed = 'dropped_out' and attended_sessions <= 2
        ) as events,
        null as least_events,
        null as most_events
    from begun

    union all

    select
        3 as place,
        'last appointment missed or cancelled late, nothing attended after'
            as definition,
        count(*) filter (where last_followed <> 'not_yet_known') as clients,
        count(*) filter (
            where last_followed <> 'not_yet_known'
            and last_status in ('no_show', 'late_cancelled')
        ) as events,
        null as least_events,
        null as most_events
    from begun

    union all

    select
        4 as place,
        'recorded ending is unplanned' as definition,
        count(*) filter (where last_followed <> 'not_yet_known') as clients,
        null as events,
        count(*) filter (
            where last_followed <> 'not_yet_known'
            and is_discharged
            and ending = 'unplanned'
        ) as least_events,
        count(*) filter (
            where last_followed <> 'not_yet_known'
            and (ending is null or ending = 'unplanned')
        ) as most_events
    from begun

    union all

    select
        5 as place,
        'fewer than 4 sessions, of closed cases' as definition,
        count(*) filter (where last_followed <> 'not_yet_known') as clients,
        count(*) filter (
            where last_followed <> 'not_yet_known' and attended_sessions < 4
        ) as events,
        null as least_events,
        null as most_events
    from begun

    union all

    select
        6 as place,
        '8 sessions or more, of closed cases' as definition,
        count(*) filter (where last_followed <> 'not_yet_known') as clients,
        count(*) filter (
            where last_followed <> 'not_yet_known' and attended_sessions >= 8
        ) as events,
        null as least_events,
        null as most_events
    from begun

    union all

    select
        7 as place,
        'treated once only, of closed cases' as definition,
        count(*) filter (where last_followed <> 'not_yet_known') as clients,
        count(*) filter (
            where last_followed <> 'not_yet_known' and attended_sessions = 1
        ) as events,
        null as least_events,
        null as most_events
    from begun

    union all

    select
        8 as place,
        'treated at least twice, of closed cases' as definition,
        count(*) filter (where last_followed <> 'not_yet_known') as clients,
        count(*) filter (
            where last_followed <> 'not_yet_known' and attended_sessions >= 2
        ) as events,
        null as least_events,
        null as most_events
    from begun

)

select
    definition,
    clients,
    events,
    least_events,
    most_events
from definitions
order by place
