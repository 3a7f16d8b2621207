-- How do clients rate the alliance early (sessions 1 to 3) and later?
-- One row per instrument, subscale and phase; the mean is over clients. Scores without a session are left out.
with chosen as (

    select setting_key, counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

placed as (

    select
        scores.scale_key,
        scores.client_key,
        scores.score,
        scales.cutoff,
        case $window
            when 30 then scores.number_30
            when 90 then scores.number_90
            else scores.number_60
        end <= 3 as is_early
    from scores
    inner join scales on scores.scale_key = scales.scale_key
    semi join chosen on scores.setting_key = chosen.setting_key
    where
        scales.about = 'alliance'
        and ($instruments is null or scales.instrument = any($instruments))
        and scores.day between $start and $end
        and scores.number_60 is not null

),

by_client as (

    select
        scale_key,
        is_early,
        avg(score) as client_mean,
        count(*) as ratings,
        count(*) filter (where score <= cutoff) as at_or_below_cutoff
    from placed
    group by scale_key, is_early, client_key

),

phases as (

    select
        scale_key,
        is_early,
        count(*) as clients,
        sum(ratings)::bigint as ratings,
        avg(client_mean) as mean,
        stddev_samp(client_mean) as sd,
        sum(at_or_below_cutoff)::bigint as at_or_below_cutoff
    from by_client
    group by scale_key, is_early

)

select
    scales.instrument,
    scales.subscale,
    scales.low,
    scales.high,
    scales.cutoff,
    case when phases.is_early then 'early' else 'later' end as phase,
    phases.clients,
    phases.ratings,
    phases.mean,
    phases.sd,
    phases.at_or_below_cutoff
from phases
inner join scales on phases.scale_key = scales.scale_key
order by scales.instrument, scales.scale_key, phase
