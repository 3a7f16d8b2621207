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
    -- at_risk, dropped_out, completed, other_ending
    unnest(endings_after(
        numbers.session_number,
        tallied.clients,
        tallied.mature_sessions,
        tallied.followed
    ))
from numbers
inner join tallied on numbers.session_number <= tallied.mature_sessions
group by numbers.session_number
order by numbers.session_number
