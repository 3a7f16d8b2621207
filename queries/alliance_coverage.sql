-- How many attended sessions have an alliance score?
-- One row. Attended sessions of the period; a score of the same client and day counts.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

)

select
    count(*) as attended,
    count(*) filter (where sessions.rated) as scored
from sessions
inner join chosen on sessions.setting_key = chosen.setting_key
where
    sessions.status = 'attended'
    and sessions.day between $start and $end
order by attended
