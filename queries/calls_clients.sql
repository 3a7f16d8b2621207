-- Which clients need a call this week, and why?
-- One row per client with a reason, least time left first, at most 5,000. As of the data's last day, whatever the period.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

listed as (

    select
        calls.client_key,
        calls.counselor_key,
        calls.days_left,
        calls.last_day,
        calls.came_day,
        calls.session_number,
        calls.next_start,
        calls.usual_gap,
        list_filter(
            calls.reasons,
            lambda reason: coalesce(list_contains($reasons::varchar[], reason), true)
        ) as reasons
    from call_reasons($window) as calls
    inner join chosen
        on calls.counselor_key is not distinct from chosen.counselor_key
    where
        calls.turn = 0

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
where
    len(listed.reasons) > 0
order by listed.days_left, counselors.counselor, clients.client_id
limit 5000
