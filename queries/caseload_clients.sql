-- Which clients does a counselor carry?
-- One row per active client, longest unseen first, at most 5,000. As of the data's last day, whatever the period.
with known as (

    select
        data_through,
        known_at,
        data_through - $window::integer as first_active_day
    from snapshot

),

active as (

    select
        active_clients.client_key,
        active_clients.last_day,
        active_clients.next_start,
        active_clients.attended_sessions,
        chosen.counselor_key,
        coalesce(active_clients.last_day >= known.first_active_day, false) as is_seen
    from active_clients
    inner join settings on active_clients.setting_key = settings.setting_key
    inner join chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on settings.counselor_key = chosen.counselor_key
    cross join known
    where
        active_clients.next_start is not null
        or active_clients.last_day >= known.first_active_day

)

select
    clients.client_id,
    counselors.counselor,
    active.last_day as last_session,
    active.next_start as next_session,
    active.attended_sessions
from active
inner join counselors on active.counselor_key = counselors.counselor_key
inner join clients on active.client_key = clients.client_key
order by active.last_day nulls first, clients.client_id
limit 5000
