-- What happened to a counselor's clients since a day?
-- One row per client and kind of change, newest first, at most 500; nobody who is not to be contacted. Without `since` the last four weeks.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

known as (

    select
        data_through,
        coalesce($since::date, data_through - 28) as since
    from snapshot

),

met as (

    select
        acquaintances.counselor_key,
        acquaintances.client_key,
        acquaintances.first_day,
        at_window(
            $window,
            acquaintances.first_number_30,
            acquaintances.first_number_60,
            acquaintances.first_number_90
        ) as first_number
    from acquaintances
    inner join chosen on acquaintances.counselor_key = chosen.counselor_key
    cross join known
    where
        acquaintances.first_day > known.since

),

owned as (

    select
        acquaintances.counselor_key,
        acquaintances.client_key,
        acquaintances.last_day,
        clients.discharge_day,
        coalesce(clients.discharge_reason, 'no reason recorded') as discharge_reason,
        active_clients.next_start
    from acquaintances
    inner join chosen on acquaintances.counselor_key = chosen.counselor_key
    inner join clients on acquaintances.client_key = clients.client_key
    left join active_clients on acquaintances.client_key = active_clients.client_key
    cross join known
    where
        acquaintances.is_last
        and coalesce(
            clients.discharge_day, acquaintances.last_day + $window::integer + 1
        ) > known.since

),

changed as (

    select
        met.counselor_key,
        met.client_key,
        met.first_day as day,
        case when met.first_number > 1 then 'taken over' else 'first session' end
            as change
    from met

    union all

    select
        owned.counselor_key,
        owned.client_key,
        owned.discharge_day as day,
        concat('discharged: ', owned.discharge_reason) as change
    from owned
    cross join known
    where
        owned.discharge_day > known.since
        and owned.discharge_day <= known.data_through
        and owned.discharge_day >= owned.last_day

    union all

    select
        owned.counselor_key,
        owned.client_key,
        owned.last_day + $window::integer + 1 as day,
        concat('nothing attended for ', $window::integer, ' days') as change
    from owned
    cross join known
    where
        owned.last_day + $window::integer + 1 > known.since
        and owned.last_day + $window::integer + 1 <= known.data_through
        and owned.discharge_day is null
        and owned.next_start is null

    union all

    select
        sessions.counselor_key,
        sessions.client_key,
        sessions.day,
        replace(sessions.status::varchar, '_', ' ') as change
    from sessions
    inner join chosen on sessions.counselor_key = chosen.counselor_key
    cross join known
    where
        sessions.day > known.since
        and sessions.day <= known.data_through
        and sessions.status in ('no_show', 'late_cancelled', 'clinic_cancelled')

)

select
    clients.client_id,
    counselors.counselor,
    changed.day,
    changed.change
from changed
inner join clients on changed.client_key = clients.client_key
inner join counselors on changed.counselor_key = counselors.counselor_key
where clients.not_called_for is null
order by changed.day desc, clients.client_id asc, changed.change asc
limit 500
