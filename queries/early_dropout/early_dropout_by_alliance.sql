-- Do clients leave early by how they rated the first sessions?
-- One row per instrument, rating and score: the total of session one, and agreement on tasks in session two.
select
    scales.instrument,
    if(scales.kind = 'task', scales.subscale, 'total') as subscale,
    scores.session_number as begins_at,
    scores.score,
    -- at_risk_one, dropped_one, completed_one, other_one, at_risk_two, ...
    unnest(early_endings(
        scores.session_number, scores.mature_sessions, scores.followed
    ))
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
