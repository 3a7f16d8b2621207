-- How many clients need a call this week, for which reason?
-- One row per reason, and one for any of them. As of the data's last day, whatever the period.
with by_reasons as (

    select
        reasons,
        count(*) as clients,
        count(*) filter (where days_left <= 7) as closing
    from
        chosen_standings(
            $window, $reasons,
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        turn = 0
        and reasons > 0
    group by reasons

),

given as (

    select
        unnest(list_append(reason_names(reasons), 'any')) as reason,
        clients,
        closing
    from by_reasons

)

select
    reason,
    sum(clients)::bigint as clients,
    sum(closing)::bigint as closing
from given
group by reason
order by clients desc, reason asc
