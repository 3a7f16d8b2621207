-- How severe are the clients whom each counselor carries?
-- One row per counselor and severity at intake, active clients only. Always the whole load, as of the data's last day, whatever the period.
with known as (

    select
        data_through,
        data_through - $window::integer as first_active_day
    from snapshot

)

select
    counselors.counselor_id,
    clients.severity::varchar as severity,
    count(*) as active_clients
from active_clients
inner join settings on active_clients.setting_key = settings.setting_key
inner join chosen_people(
    $scope, $counselors, $supervisors, $sites, $programs, $services
) as chosen on settings.counselor_key = chosen.counselor_key
inner join counselors on settings.counselor_key = counselors.counselor_key
inner join clients on active_clients.client_key = clients.client_key
cross join known
where
    active_clients.next_start is not null
    or active_clients.last_day >= known.first_active_day
group by counselors.counselor_id, clients.severity
order by counselors.counselor_id, clients.severity
