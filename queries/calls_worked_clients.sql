-- Which clients would have been listed on past dates, and who came back in time?
-- One row per client, on the first such date, newest first, at most 5,000. `value` is a reason, any or none.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

past as (

    select
        calls.client_key,
        calls.counselor_key,
        calls.day,
        coalesce(
            calls.returned_day <= calls.counted_from + $window::integer, false
        ) as came_back,
        list_filter(
            calls.reasons,
            lambda reason: coalesce(list_contains($reasons::varchar[], reason), true)
        ) as reasons
    from call_reasons($window) as calls
    inner join chosen
        on calls.counselor_key is not distinct from chosen.counselor_key
    cross join snapshot
    where
        calls.turn > 0
        and snapshot.data_through - calls.day >= $window::integer

),

given as (

    select
        client_key,
        counselor_key,
        day,
        came_back,
        unnest(if(len(reasons) > 0, list_append(reasons, 'any'), ['none'])) as reason
    from past

),

once as (

    select
        reason,
        client_key,
        arg_min(came_back, day) as came_back,
        arg_min(counselor_key, day) as counselor_key,
        min(day) as first_day
    from given
    where
        reason = coalesce($value, 'any')
    group by reason, client_key

)

select
    clients.client_id,
    counselors.counselor,
    once.first_day as listed_on,
    once.came_back
from once
inner join clients on once.client_key = clients.client_key
left join counselors on once.counselor_key = counselors.counselor_key
order by once.first_day desc, clients.client_id asc
limit 5000
