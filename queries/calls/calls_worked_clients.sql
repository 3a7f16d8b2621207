-- Which clients would have been listed on past dates, and who came back in time?
-- One row per client, on the first such date, newest first, at most 5,000. `value` is a reason, any or none.
with past as (

    select
        standings.client_key,
        standings.counselor_key,
        standings.day,
        standings.came_back,
        list_concat(
            reason_names(
                standings.reasons & xor(standings.earlier, 63::utinyint)
            ),
            if(standings.reasons > 0 and standings.earlier = 0, ['any'], []),
            if(standings.reasons = 0 and standings.is_first, ['none'], [])
        ) as reasons
    from
        chosen_standings(
            $window, $reasons,
            $scope, $counselors, $supervisors, $sites, $programs, $services
        ) as standings
    cross join snapshot
    where
        standings.turn > 0
        and snapshot.data_through - standings.day >= $window::integer

)

select
    clients.client_id,
    counselors.counselor,
    past.day as listed_on,
    past.came_back
from past
inner join clients on past.client_key = clients.client_key
left join counselors on past.counselor_key = counselors.counselor_key
where
    list_contains(past.reasons, coalesce($value, 'any'))
order by past.day desc, clients.client_id asc
limit 5000
