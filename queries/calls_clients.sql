-- Which clients need a call this week, and why?
-- One row per client with a reason, least time left first, at most 5,000. As of the data's last day, whatever the period.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

asked as (

    select reason_sum($reasons) as reasons

),

listed as (

    select
        standings.client_key,
        standings.counselor_key,
        standings.days_left,
        standings.last_day,
        standings.came_day,
        standings.session_number,
        standings.next_start,
        standings.usual_gap,
        reason_names(standings.reasons & asked.reasons) as reasons
    from standings
    inner join chosen
        on standings.counselor_key is not distinct from chosen.counselor_key
    cross join asked
    where
        standings.inactivity_window = $window
        and standings.turn = 0
        and standings.reasons & asked.reasons > 0

)

select
    counselors.counselor_id,
    counselors.counselor,
    clients.client_id,
    listed.days_left,
    array_to_string(listed.reasons, ' ') as reasons,
    listed.session_number,
    listed.last_day as last_session,
    listed.usual_gap,
    listed.came_day as referred_or_booked,
    listed.next_start as next_session
from listed
left join counselors on listed.counselor_key = counselors.counselor_key
inner join clients on listed.client_key = clients.client_key
order by listed.days_left, counselors.counselor, clients.client_id
limit 5000
