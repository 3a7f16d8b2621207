-- How severe are the clients whom each counselor carries?
-- One row per counselor and severity at intake, active clients only. Always the whole load, as of the data's last day, whatever the period.
select
    counselors.counselor_id,
    clients.severity::varchar as severity,
    count(*) as active_clients
from
    chosen_active_clients(
        $window, $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as active
inner join counselors on active.counselor_key = counselors.counselor_key
inner join clients on active.client_key = clients.client_key
group by counselors.counselor_id, clients.severity
order by counselors.counselor_id, clients.severity
