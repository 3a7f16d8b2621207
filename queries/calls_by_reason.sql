-- How many clients need a call this week, for which reason?
-- One row per reason, and one for any of them. As of the data's last day, whatever the period.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

listed as (

    select
        calls.client_key,
        calls.days_left,
        calls.reasons
    from call_reasons($window) as calls
    inner join chosen
        on calls.counselor_key is not distinct from chosen.counselor_key
    where
        calls.turn = 0

),

given as (

    select
        client_key,
        days_left,
        unnest(reasons) as reason
    from listed

)

select
    coalesce(reason, 'any') as reason,
    count(distinct client_key) as clients,
    count(distinct client_key) filter (where days_left <= 7) as closing
from given
where
    $reasons is null
    or reason = any($reasons)
group by grouping sets ((reason), ())
having count(*) > 0
order by clients desc, coalesce(reason, 'any')
