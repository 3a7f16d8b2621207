-- How do clients rate the alliance in total, early (sessions 1 to 3) and later?
-- One row per instrument and phase; the mean is over clients. Scores without a session are left out.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

instruments as (

    select
        instrument_key,
        max(cutoff) as cutoff
    from scales
    where
        about = 'alliance'
        and ($instruments is null or instrument = any($instruments))
    group by instrument_key

),

by_client as (

    select
        ratings.instrument_key,
        ratings.client_key,
        case $window
            when 30 then ratings.number_30
            when 90 then ratings.number_90
            else ratings.number_60
        end <= 3 as is_early,
        avg(ratings.score_0) as client_mean,
        count(ratings.score_0) as ratings,
        count(*) filter (where ratings.score_0 <= instruments.cutoff)
            as at_or_below_cutoff
    from ratings
    inner join instruments on ratings.instrument_key = instruments.instrument_key
    inner join chosen on ratings.setting_key = chosen.setting_key
    where
        ratings.day between $start and $end
    group by ratings.instrument_key, ratings.client_key, is_early

),

phases as (

    select
        instrument_key,
        is_early,
        count(client_mean) as clients,
        sum(ratings)::bigint as ratings,
        avg(client_mean) as mean,
        stddev_samp(client_mean) as sd,
        sum(at_or_below_cutoff)::bigint as at_or_below_cutoff
    from by_client
    group by instrument_key, is_early

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
inner join scales on phases.instrument_key = scales.instrument_key
where
    scales.part = 0
    and phases.clients > 0
order by scales.instrument, phase
