-- Do clients leave early by how they rated the first sessions?
-- One row per instrument, rating and score: the total of session one, and agreement on tasks in session two.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

begun as (

    select
        beginnings.client_key,
        beginnings.first_day,
        beginnings.last_day,
        beginnings.mature_sessions,
        beginnings.followed
    from beginnings
    inner join chosen on beginnings.setting_key = chosen.setting_key
    where
        beginnings.inactivity_window = $window
        and beginnings.mature_sessions >= 1
        and beginnings.first_day between $start and $end

),

placed as not materialized (

    select
        ratings.instrument_key,
        ratings.client_key,
        ratings.day,
        case $window
            when 30 then ratings.number_30
            when 90 then ratings.number_90
            else ratings.number_60
        end as session_number,
        columns('^score_')
    from ratings
    where
        case $window
            when 30 then ratings.number_30
            when 90 then ratings.number_90
            else ratings.number_60
        end <= 2

),

single_scores as (

    unpivot placed
    on columns('^score_')
    into name part value score

),

rated as (

    select
        scales.instrument,
        single_scores.client_key,
        single_scores.day,
        single_scores.session_number as begins_at,
        single_scores.score,
        if(scales.kind = 'task', scales.subscale, 'total') as subscale
    from single_scores
    inner join scales
        on
            single_scores.instrument_key = scales.instrument_key
            and single_scores.part = 'score_' || scales.part
    where
        scales.about = 'alliance'
        and ($instruments is null or scales.instrument = any($instruments))
        and (
            (scales.kind = 'total' and single_scores.session_number = 1)
            or (scales.kind = 'task' and single_scores.session_number = 2)
        )

)

select
    rated.instrument,
    rated.subscale,
    rated.begins_at,
    rated.score,
    count(*) as at_risk_one,
    count(*) filter (
        where begun.mature_sessions = rated.begins_at and begun.followed = 'dropped_out'
    ) as dropped_one,
    count(*) filter (
        where begun.mature_sessions = rated.begins_at and begun.followed = 'completed'
    ) as completed_one,
    count(*) filter (
        where
        begun.mature_sessions = rated.begins_at
        and begun.followed = 'other_ending'
    ) as other_one,
    count(*) filter (where begun.mature_sessions > rated.begins_at) as at_risk_two,
    count(*) filter (
        where
        begun.mature_sessions = rated.begins_at + 1
        and begun.followed = 'dropped_out'
    ) as dropped_two,
    count(*) filter (
        where
        begun.mature_sessions = rated.begins_at + 1
        and begun.followed = 'completed'
    ) as completed_two,
    count(*) filter (
        where
        begun.mature_sessions = rated.begins_at + 1
        and begun.followed = 'other_ending'
    ) as other_two
from rated
inner join begun
    on
        rated.client_key = begun.client_key
        and rated.day between begun.first_day and begun.last_day
        and rated.begins_at <= begun.mature_sessions
group by rated.instrument, rated.subscale, rated.begins_at, rated.score
order by rated.instrument, rated.begins_at, rated.subscale, rated.score
