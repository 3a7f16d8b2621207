-- Do clients leave early by how they rated the first sessions?
-- One row per instrument, rating and score: the total of session one, and agreement on tasks in session two.
select
    scales.instrument,
    if(scales.kind = 'task', scales.subscale, 'total') as subscale,
    scores.session_number as begins_at,
    scores.score,
    count(*) as at_risk_one,
    count(*) filter (
        where
        scores.mature_sessions = scores.session_number
        and scores.followed = 'dropped_out'
    ) as dropped_one,
    count(*) filter (
        where
        scores.mature_sessions = scores.session_number
        and scores.followed = 'completed'
    ) as completed_one,
    count(*) filter (
        where
        scores.mature_sessions = scores.session_number
        and scores.followed = 'other_ending'
    ) as other_one,
    count(*) filter (
        where
        scores.mature_sessions > scores.session_number
    ) as at_risk_two,
    count(*) filter (
        where
        scores.mature_sessions = scores.session_number + 1
        and scores.followed = 'dropped_out'
    ) as dropped_two,
    count(*) filter (
        where
        scores.mature_sessions = scores.session_number + 1
        and scores.followed = 'completed'
    ) as completed_two,
    count(*) filter (
        where
        scores.mature_sessions = scores.session_number + 1
        and scores.followed = 'other_ending'
    ) as other_two
from first_scores as scores
inner join chosen_settings(
    $scope, $counselors, $supervisors, $sites, $programs, $services
) as chosen on scores.setting_key = chosen.setting_key
inner join scales
    on
        scores.instrument_key = scales.instrument_key
        and scores.part = scales.part
where
    scores.inactivity_window = $window
    and scores.first_day between $start and $end
    and ($instruments is null or scales.instrument = any($instruments))
group by scales.instrument, scales.kind, scales.subscale, begins_at, scores.score
order by scales.instrument, begins_at, scales.subscale, scores.score
