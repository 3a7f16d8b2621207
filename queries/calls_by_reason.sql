-- How many clients need a call this week, for which reason?
-- One row per reason, and one for any of them. As of the data's last day, whatever the period.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

asked as (

    select reason_sum($reasons) as reasons

),

by_reasons as (

    select
        standings.reasons & asked.reasons as reasons,
        count(*) as clients,
        count(*) filter (where standings.days_left <= 7) as closing
    from standings
    inner join chosen
        on standings.counselor_key is not distinct from chosen.counselor_key
    cross join asked
    where
        standings.inactivity_window = $window
        and standings.turn = 0
        and standings.reasons & asked.reasons > 0
    group by standings.reasons & asked.reasons

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
