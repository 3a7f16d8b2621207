-- After which session do clients leave?
-- One row per session number, 1 to 20. First episodes begun in the period; a session counts once what followed it is known.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

stays as (

    select
        beginnings.first_day,
        beginnings.mature_sessions,
        beginnings.followed,
        chosen.counselor_key
    from beginnings
    inner join chosen on beginnings.setting_key = chosen.setting_key
    where
        beginnings.inactivity_window = $window
        and beginnings.first_day between $start and $end

),

tallied as (

    select
        mature_sessions,
        followed,
        count(*) as clients
    from stays
    where
        mature_sessions >= 1
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
