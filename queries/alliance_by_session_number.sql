-- How does the alliance run from session to session, among clients of like stay?
-- One row per instrument, subscale, length of stay and session number 1 to 20. First episodes; open ones apart.
with chosen as (

    select setting_key, counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

placed as (

    select
        scores.scale_key,
        scores.score,
        case $window
            when 30 then scores.length_30
            when 90 then scores.length_90
            else scores.length_60
        end as length,
        case $window
            when 30 then scores.number_30
            when 90 then scores.number_90
            else scores.number_60
        end as session_number
    from scores
    inner join scales on scores.scale_key = scales.scale_key
    semi join chosen on scores.setting_key = chosen.setting_key
    where
        scales.about = 'alliance'
        and ($instruments is null or scales.instrument = any($instruments))
        and scores.day between $start and $end

),

means as (

    select
        scale_key,
        length,
        session_number,
        count(*) as clients,
        avg(score) as mean,
        stddev_samp(score) as sd
    from placed
    where
        length is not null
        and session_number <= 20
    group by scale_key, length, session_number

)

select
    scales.instrument,
    scales.subscale,
    scales.low,
    scales.high,
    scales.cutoff,
    means.length::varchar as length,
    means.session_number,
    means.clients,
    means.mean,
    means.sd
from means
inner join scales on means.scale_key = scales.scale_key
order by scales.instrument, scales.scale_key, means.length, means.session_number
