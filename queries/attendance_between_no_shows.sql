-- How many sessions lie between one no-show and the next?
-- One row per no-show after the first, the newest 200, and one for the sessions since the last (`ended` is null).
with no_shows as (

    select
        start,
        client_key,
        setting_key
    from
        chosen_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        day between $start and $end
        and status = 'no_show'
    order by start desc, client_key desc, setting_key desc
    limit 201

),

rated as (

    select
        start,
        status,
        count(*) filter (where status = 'no_show') over (
            order by
                start desc,
                client_key desc,
                setting_key desc,
                status desc
            rows unbounded preceding
        ) as number
    from
        chosen_sessions(
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        day between $start and $end
        and status in ('attended', 'no_show', 'late_cancelled')
        and start >= (select min(no_shows.start) from no_shows)

)

select
    rated.number,
    min(rated.start) as began,
    max(rated.start) filter (where rated.status = 'no_show') as ended,
    count(*) as sessions,
    count(*) filter (where rated.status <> 'no_show') as between_no_shows
from rated
where
    rated.number < (select count(*) from no_shows)
group by rated.number
order by rated.number desc
