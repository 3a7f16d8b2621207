-- How do clients rate the alliance in total, early (sessions 1 to 3) and later?
-- One row per instrument and phase; the mean is over clients. Scores without a session are left out.
with instruments as (

    select
        instrument_key,
        coalesce($cutoff, cutoff) as cutoff
    from alliance_totals($instruments)

),

by_client as (

    select
        ratings.instrument_key,
        ratings.client_key | 0 as client,
        is_early(ratings.session_number) as is_early,
        avg(ratings.score_0) as mean,
        count(*) as ratings,
        count(*) filter (where ratings.score_0 <= instruments.cutoff + 1e-5) as below
    from
        chosen_ratings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        ) as ratings
    inner join instruments on ratings.instrument_key = instruments.instrument_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null
    group by ratings.instrument_key, client, is_early

),

phases as (

    select
        instrument_key,
        is_early,
        count(*) as clients,
        sum(ratings)::bigint as ratings,
        avg(mean) as mean,
        stddev_samp(mean) as sd,
        sum(below)::bigint as at_or_below_cutoff,
        sum(below * below)::bigint as sum_xx,
        sum(below * ratings)::bigint as sum_xn,
        sum(ratings * ratings)::bigint as sum_nn
    from by_client
    group by instrument_key, is_early

)

select
    scales.instrument,
    scales.subscale,
    scales.low,
    scales.high,
    if(phases.is_early, 'early', 'later') as phase,
    phases.clients,
    phases.ratings,
    phases.mean,
    phases.sd,
    coalesce($cutoff, scales.cutoff) as cutoff,
    phases.at_or_below_cutoff,
    phases.sum_xx,
    phases.sum_xn,
    phases.sum_nn
from phases
inner join scales on phases.instrument_key = scales.instrument_key
where
    scales.part = 0
    and phases.is_early is not null
order by scales.instrument, phase
