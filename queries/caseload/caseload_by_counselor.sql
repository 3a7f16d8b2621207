-- Which counselors carry more than their capacity?
-- One row per counselor who works here or has active clients. Always the whole load, as of the data's last day, whatever the period; contracted hours are of the same four weeks as attended ones.
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

),

spells as (

    select
        terms.counselor_key,
        terms.standing,
        terms.weekly_hours,
        1 + least(terms.to_day, known.data_through)
        - greatest(terms.from_day, known.data_through - 27) as days
    from terms
    inner join chosen on terms.counselor_key = chosen.counselor_key
    cross join known
    where
        terms.from_day <= known.data_through
        and terms.to_day > known.data_through - 28

),

contracted as (

    select
        counselor_key,
        nullif(mean_hours(weekly_hours, days), 0) as weekly_hours,
        coalesce(sum(days) filter (where standing = 'at work'), 0) / 28 as at_work
    from spells
    group by counselor_key

),

standing_now as (

    select
        terms.counselor_key,
        nullif(terms.standing, 'at work') as away,
        if(isfinite(terms.from_day), terms.from_day, null) as from_day,
        if(isfinite(terms.to_day), terms.to_day, null) as to_day,
        nullif(terms.weekly_hours, 0) as hours_now,
        terms.caseload_limit
    from terms
    cross join known
    where known.data_through between terms.from_day and terms.to_day

)

select
    counselors.counselor_id,
    counselors.counselor,
    counselors.supervisor,
    counselors.site::varchar as site,
    counselors.specialties,
    standing_now.away,
    if(standing_now.away is null, null, standing_now.from_day) as away_from,
    if(standing_now.away is null, null, standing_now.to_day) as away_to,
    contracted.at_work,
    contracted.weekly_hours,
    standing_now.hours_now,
    standing_now.caseload_limit,
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
inner join standing_now on chosen.counselor_key = standing_now.counselor_key
inner join contracted on chosen.counselor_key = contracted.counselor_key
left join carried on chosen.counselor_key = carried.counselor_key
left join held on chosen.counselor_key = held.counselor_key
left join booked on chosen.counselor_key = booked.counselor_key
where
    carried.active_clients > 0
    or coalesce(standing_now.away not in ('left', 'ended'), true)
order by counselors.counselor, counselors.counselor_id
