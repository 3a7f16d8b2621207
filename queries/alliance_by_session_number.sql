-- How does the alliance run from session to session, among clients of like stay?
-- One row per instrument, subscale, length of stay and session number 1 to 20. First episodes; open ones apart.
with chosen as (

    select setting_key, counselor_key
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

placed as (

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

sums as (

    select
        instrument_key,
        length,
        session_number,
        count(columns('^score_')) as "count_\0",
        sum(columns('^score_')) as "sum_\0",
        sum(columns('^score_') ** 2) as "squares_\0"
    from placed
    where
        length is not null
        and session_number <= 20
    group by instrument_key, length, session_number

),

counted as (

    unpivot (
        select instrument_key, length, session_number, columns('count_(.*)') as '\1'
        from sums
    )
    on columns('^score_')
    into name part value clients

),

summed as (

    unpivot (
        select instrument_key, length, session_number, columns('sum_(.*)') as '\1'
        from sums
    )
    on columns('^score_')
    into name part value total

),

squared as (

    unpivot (
        select instrument_key, length, session_number, columns('squares_(.*)') as '\1'
        from sums
    )
    on columns('^score_')
    into name part value squares

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
    summed.total / counted.clients as mean,
    case
        when counted.clients > 1 then sqrt(
            greatest(squared.squares - summed.total ** 2 / counted.clients, 0)
            / (counted.clients - 1)
        )
    end as sd
from counted
inner join summed using (instrument_key, length, session_number, part)
inner join squared using (instrument_key, length, session_number, part)
inner join scales
    on counted.instrument_key = scales.instrument_key
    and counted.part = 'score_' || scales.part
where
    counted.clients > 0
order by scales.instrument, scales.part, counted.length, counted.session_number
