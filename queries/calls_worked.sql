-- Of clients who would have been listed on past dates, how many came back in time?
-- One row per reason, one for any of them and one for clients without any. Each client counts once, on the first such date; dates whose window is still open are left out.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

past as (

    select
        calls.client_key,
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
        min(day) as first_day
    from given
    group by reason, client_key

)

select
    reason,
    count(*) as clients,
    count(*) filter (where came_back) as came_back,
    min(first_day) as first_date,
    max(first_day) as last_date
from once
group by reason
order by reason
