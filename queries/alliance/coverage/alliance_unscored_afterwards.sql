-- Do clients leave more often after a session without a score?
-- One row per session number 1 to 12 of an episode, with and without a score; only where it is known what followed.
with placed as not materialized (

    select
        sessions.rated,
        sessions.session_number,
        sessions.followed
    from placed_sessions($window) as sessions
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on sessions.setting_key = chosen.setting_key
    where
        sessions.day between $start and $end

)

select
    session_number,
    rated as is_scored,
    count(*) as known,
    count(*) filter (where followed = 'dropped_out') as dropped
from placed
where
    session_number <= 12
    and followed <> 'not_yet_known'
group by session_number, is_scored
order by session_number, is_scored
