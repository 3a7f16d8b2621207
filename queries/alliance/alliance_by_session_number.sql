-- How does the alliance run from session to session, among clients of like stay?
-- One row per instrument, subscale, length of stay and session number 1 to 20. First episodes; open ones apart.
with placed as not materialized (

    select
        ratings.instrument_key,
        ratings.length,
        ratings.session_number,
        columns('^score_')
    from
        chosen_ratings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        ) as ratings
    inner join alliance_instruments($instruments) as instruments
        on ratings.instrument_key = instruments.instrument_key
    where
        ratings.day between $start and $end

),

numbered as (

    select
        instrument_key,
        length,
        session_number,
        {
            'clients': count(columns('^(score_.*)')),
            'mean': avg(columns('^(score_.*)')),
            'sd': stddev_samp(columns('^(score_.*)'))
        } as "\1"
    from placed
    where
        length is not null
        and session_number <= 20
    group by instrument_key, length, session_number

),

parts as (

    unpivot numbered
    on columns('^score_')
    into name part value rated

)

select
    scales.instrument,
    scales.subscale,
    scales.low,
    scales.high,
    case when scales.part = 0 then coalesce($cutoff, scales.cutoff) end as cutoff,
    scales.kind,
    parts.length::varchar as length,
    parts.session_number,
    parts.rated.clients,
    parts.rated.mean,
    parts.rated.sd
from parts
inner join scales
    on
        parts.instrument_key = scales.instrument_key
        and parts.part = 'score_' || scales.part
where
    parts.rated.clients > 0
    and scales.kind <> 'not shown'
order by scales.instrument, scales.part, parts.length, parts.session_number
