-- How does the alliance run from session to session, among clients of like stay?
-- One row per instrument, subscale, length of stay and session number 1 to 20. First episodes; open ones apart.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

instruments as (

    select distinct instrument_key
    from scales
    where
        about = 'alliance'
        and ($instruments is null or instrument = any($instruments))
),

placed as not materialized (

    select
        ratings.instrument_key,
        case $window
            when 30 then ratings.length_30
            when 90 then ratings.length_90
            else ratings.length_60
        end as length,
        case $window
            when 30 then ratings.number_30
            when 90 then ratings.number_90
            else ratings.number_60
        end as session_number,
        columns('^score_')
    from ratings
    inner join instruments on ratings.instrument_key = instruments.instrument_key
    inner join chosen on ratings.setting_key = chosen.setting_key
    where
        ratings.day between $start and $end

),

counts as (

    select
        instrument_key,
        length,
        session_number,
        count(columns('^score_'))
    from placed
    group by instrument_key, length, session_number

),

counted as (

    unpivot counts
    on columns('^score_')
    into name part value clients

),

means as (

    select
        instrument_key,
        length,
        session_number,
        avg(columns('^score_'))
    from placed
    group by instrument_key, length, session_number

),

averaged as (

    unpivot means
    on columns('^score_')
    into name part value mean

),

spreads as (

    select
        instrument_key,
        length,
        session_number,
        stddev_samp(columns('^score_'))
    from placed
    group by instrument_key, length, session_number

),

spread as (

    unpivot spreads
    on columns('^score_')
    into name part value sd

)

select
    scales.instrument,
    scales.subscale,
    scales.low,
    scales.high,
    scales.cutoff,
    counted.length::varchar as length,
    counted.session_number,
    counted.clients,
    averaged.mean,
    spread.sd
from counted
inner join averaged
    on
        counted.instrument_key = averaged.instrument_key
        and counted.length = averaged.length
        and counted.session_number = averaged.session_number
        and counted.part = averaged.part
left join spread
    on
        counted.instrument_key = spread.instrument_key
        and counted.length = spread.length
        and counted.session_number = spread.session_number
        and counted.part = spread.part
inner join scales
    on
        counted.instrument_key = scales.instrument_key
        and counted.part = 'score_' || scales.part
where
    counted.clients > 0
    and counted.length is not null
    and counted.session_number <= 20
order by scales.instrument, scales.part, counted.length, counted.session_number
