-- Which clients need a call this week, and why?
-- One row per client with a reason, least time left first, at most 5,000; nobody who is not to be contacted. As of the data's last day, whatever the period.
select
    counselors.counselor_id,
    counselors.counselor,
    clients.client_id,
    listed.days_left,
    array_to_string(reason_names(listed.reasons), ' ') as reasons,
    listed.session_number,
    listed.last_day as last_session,
    listed.usual_gap,
    listed.came_day as referred_or_booked,
    listed.next_start as next_session
from
    chosen_standings(
        $window, $reasons,
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as listed
left join counselors on listed.counselor_key = counselors.counselor_key
inner join clients on listed.client_key = clients.client_key
where
    listed.turn = 0
    and listed.reasons > 0
order by listed.days_left, counselors.counselor, clients.client_id
limit 5000
