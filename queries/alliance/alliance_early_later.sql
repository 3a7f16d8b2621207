-- How do clients rate the alliance early (sessions 1 to 3) and later?
-- One row per instrument, subscale and phase; the mean is over clients. Scores without a session are left out.
with chosen as (

    select setting_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

instruments as (

    select
        instrument_key,
        coalesce($cutoff, cutoff) as cutoff
    from alliance_instruments($instruments)

),

placed as not materialized (

    select
        ratings.instrument_key,
        ratings.client_key | 0 as client,
        is_early(ratings.session_number) as is_early,
        ratings.score_0 <= instruments.cutoff + 1e-5 as at_or_below_cutoff,
        columns('^score_')
    from placed_ratings($window) as ratings
    inner join instruments on ratings.instrument_key = instruments.instrument_key
    inner join chosen on ratings.setting_key = chosen.setting_key
    where
        ratings.day between $start and $end

),

by_client as (

    select
        instrument_key,
        is_early,
        client,
        avg(columns('^score_'))
    from placed
    group by instrument_key, is_early, client

),

phases as (

    select
        instrument_key,
        is_early,
        {
            'clients': count(columns('^(score_.*)')),
            'mean': avg(columns('^(score_.*)')),
            'sd': stddev_samp(columns('^(score_.*)'))
        } as "\1"
    from by_client
    group by instrument_key, is_early

),

parts as (

    unpivot phases
    on columns('^score_')
    into name part value rated

),

answered as (

    select
        instrument_key,
        is_early,
        count(*) filter (where at_or_below_cutoff) as at_or_below_cutoff,
        count(columns('^score_'))
    from placed
    group by instrument_key, is_early

),

ratings_answered as (

    unpivot answered
    on columns('^score_')
    into name part value ratings

)

select
    scales.instrument,
    scales.subscale,
    scales.low,
    scales.high,
    case when scales.part = 0 then coalesce($cutoff, scales.cutoff) end as cutoff,
    scales.kind,
    case when parts.is_early then 'early' else 'later' end as phase,
    parts.rated.clients,
    ratings_answered.ratings,
    parts.rated.mean,
    parts.rated.sd,
    case when scales.part = 0 then ratings_answered.at_or_below_cutoff else 0 end
        as at_or_below_cutoff
from parts
inner join ratings_answered
    on
        parts.instrument_key = ratings_answered.instrument_key
        and parts.is_early = ratings_answered.is_early
        and parts.part = ratings_answered.part
inner join scales
    on
        parts.instrument_key = scales.instrument_key
        and parts.part = 'score_' || scales.part
where
    parts.rated.clients > 0
    and scales.kind <> 'not shown'
order by scales.instrument, scales.part, phase
