-- How many sessions lie between one no-show and the next?
-- One row per no-show after the first, the newest 200, and one for the sessions since the last (`ended` is null).
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

no_shows as (

    select
        sessions.start,
        sessions.client_key,
        sessions.setting_key
    from sessions
    inner join chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.day between $start and $end
        and sessions.status = 'no_show'
    order by sessions.start desc, sessions.client_key desc, sessions.setting_key desc
    limit 201

),

rated as (

    select
        sessions.start,
        sessions.status,
        count(*) filter (where sessions.status = 'no_show') over (
            order by
                sessions.start desc,
                sessions.client_key desc,
                sessions.setting_key desc,
                sessions.status desc
            rows unbounded preceding
        ) as number
    from sessions
    inner join chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.day between $start and $end
        and sessions.status in ('attended', 'no_show', 'late_cancelled')
        and sessions.start >= (select min(no_shows.start) from no_shows)

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
