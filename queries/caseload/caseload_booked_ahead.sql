-- How many clients have a session booked beyond each of the next eight weeks?
-- One row per coming week; a client counts in every week before the last booked session. As of the data's last day, whatever the period.
with known as (

    select
        data_through,
        known_at
    from snapshot

),

booked as (

    select
        sessions.client_key,
        max(sessions.day) as last_day
    from sessions
    inner join chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on sessions.counselor_key = chosen.counselor_key
    cross join known
    where
        sessions.start > known.known_at
        and sessions.status = 'scheduled'
    group by sessions.client_key

)

select
    known.data_through + (7 * ahead.week)::integer as week_end,
    count(booked.client_key) as still_booked
from range(1, 9) as ahead (week)
cross join known
left join booked on booked.last_day > known.data_through + (7 * ahead.week)::integer
group by known.data_through, ahead.week
order by ahead.week
