-- Which counselors carry more than their capacity?
-- One row per counselor who works here or has active clients. Always the whole load, as of the data's last day, whatever the period.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

known as (

    select
        data_through,
        known_at
    from snapshot

),

carried as (

    select
        counselor_key,
        count(*) as active_clients,
        count(*) filter (where is_seen) as recently_seen
    from
        chosen_active_clients(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    group by counselor_key

),

-- Also the hours of those who were there beside the counselor whose session it is.
worked as (

    select
        counselor_key,
        start,
        day,
        status,
        counselor_minutes,
        group_minutes,
        true as is_counted
    from sessions
    where status in ('attended', 'scheduled')
    union all
    select
        counselor_key,
        start,
        day,
        status,
        counselor_minutes,
        group_minutes,
        false as is_counted
    from second_hours
    where status in ('attended', 'scheduled')

),

held as (

    select
        sessions.counselor_key,
        count(*) filter (where sessions.is_counted) as attended_sessions,
        sum(sessions.counselor_minutes) / 60 / 4 as attended_hours,
        sum(sessions.counselor_minutes) filter (
            where sessions.group_minutes is not null
        ) / 60 / 4 as group_hours,
        sum(sessions.group_minutes) / 60 / 4 as seat_hours
    from worked as sessions
    inner join chosen on sessions.counselor_key = chosen.counselor_key
    where
        sessions.status = 'attended'
        and sessions.day > (select data_through - 28 from known)
        and sessions.day <= (select data_through from known)
    group by sessions.counselor_key

),

booked as (

    select
        sessions.counselor_key,
        sum(sessions.counselor_minutes) / 60 / 2 as booked_hours,
        sum(sessions.counselor_minutes) filter (
            where sessions.group_minutes is not null
        ) / 60 / 2 as booked_group_hours,
        sum(sessions.group_minutes) / 60 / 2 as booked_seat_hours
    from worked as sessions
    inner join chosen on sessions.counselor_key = chosen.counselor_key
    where
        sessions.status = 'scheduled'
        and sessions.start > (select known_at from known)
        and sessions.day <= (select data_through + 14 from known)
    group by sessions.counselor_key

)

select
    counselors.counselor_id,
    counselors.counselor,
    counselors.supervisor,
    counselors.site::varchar as site,
    counselors.specialties,
    counselors.end_day,
    counselors.weekly_hours,
    counselors.caseload_limit,
    coalesce(carried.active_clients, 0) as active_clients,
    coalesce(carried.recently_seen, 0) as recently_seen,
    coalesce(carried.active_clients - carried.recently_seen, 0) as only_booked,
    coalesce(held.attended_hours, if(held.attended_sessions > 0, null, 0))
        as attended_hours,
    coalesce(booked.booked_hours, 0) as booked_hours,
    coalesce(held.attended_sessions, 0) as attended_sessions,
    coalesce(held.group_hours, 0) as group_hours,
    coalesce(held.seat_hours, 0) as seat_hours,
    coalesce(booked.booked_group_hours, 0) as booked_group_hours,
    coalesce(booked.booked_seat_hours, 0) as booked_seat_hours
from chosen
inner join counselors on chosen.counselor_key = counselors.counselor_key
cross join known
left join carried on chosen.counselor_key = carried.counselor_key
left join held on chosen.counselor_key = held.counselor_key
left join booked on chosen.counselor_key = booked.counselor_key
where
    carried.active_clients > 0
    or counselors.end_day is null
    or counselors.end_day >= known.data_through
order by counselors.counselor, counselors.counselor_id
