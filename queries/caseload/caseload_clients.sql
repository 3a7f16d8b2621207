-- Which clients does a counselor carry?
-- One row per active client, longest unseen first, at most 5,000. As of the data's last day, whatever the period.
select
    clients.client_id,
    counselors.counselor,
    active.last_day as last_session,
    active.next_start as next_session,
    active.attended_sessions
from
    chosen_active_clients(
        $window, $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as active
inner join counselors on active.counselor_key = counselors.counselor_key
inner join clients on active.client_key = clients.client_key
order by active.last_day nulls first, clients.client_id
limit 5000
