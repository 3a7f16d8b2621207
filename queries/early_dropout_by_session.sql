-- After which session do clients leave?
-- One row per session number, 1 to 20. First episodes begun in the period; a session counts once what followed it is known.
with tallied as (

    select
        mature_sessions,
        followed,
        count(*) as clients
    from
        chosen_beginnings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        mature_sessions >= 1
        and first_day between $start and $end
    group by mature_sessions, followed

),

numbers as (

    select unnest(range(1, 21)) as session_number

)

select
    numbers.session_number,
    sum(tallied.clients)::bigint as at_risk,
    coalesce(sum(tallied.clients) filter (
        where tallied.mature_sessions = numbers.session_number
        and tallied.followed = 'dropped_out'
    ), 0)::bigint as dropped_out,
    coalesce(sum(tallied.clients) filter (
        where tallied.mature_sessions = numbers.session_number
        and tallied.followed = 'completed'
    ), 0)::bigint as completed,
    coalesce(sum(tallied.clients) filter (
        where tallied.mature_sessions = numbers.session_number
        and tallied.followed = 'other_ending'
    ), 0)::bigint as other_ending
from numbers
inner join tallied on numbers.session_number <= tallied.mature_sessions
group by numbers.session_number
order by numbers.session_number
