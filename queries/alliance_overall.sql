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
        coalesce($cutoff, cutoff) as cutoff
    from scales
    where
        part = 0
        and about = 'alliance'
        and ($instruments is null or instrument = any($instruments))

),

numbered as not materialized (

    select
        ratings.instrument_key,
        ratings.client_key,
        ratings.score_0 as score,
        ratings.score_0 <= instruments.cutoff + 1e-5 as is_below,
        case $window
            when 30 then ratings.number_30
            when 90 then ratings.number_90
            else ratings.number_60
        end <= 3 as is_early
    from ratings
    inner join instruments on ratings.instrument_key = instruments.instrument_key
    inner join chosen on ratings.setting_key = chosen.setting_key
    where
        ratings.day between $start and $end

),

by_client as (

    select
        instrument_key,
        client_key,
        avg(score) filter (where is_early) as early_mean,
        count(score) filter (where is_early) as early_ratings,
        count(*) filter (where is_early and is_below) as early_below,
        avg(score) filter (where not is_early) as later_mean,
        count(score) filter (where not is_early) as later_ratings,
        count(*) filter (where not is_early and is_below) as later_below
    from numbered
    group by instrument_key, client_key

),

phases as (

    select
        instrument_key,
        'early' as phase,
        count(early_mean) as clients,
        sum(early_ratings)::bigint as ratings,
        avg(early_mean) as mean,
        stddev_samp(early_mean) as sd,
        sum(early_below)::bigint as at_or_below_cutoff,
        sum(early_below * early_below)::bigint as sum_xx,
        sum(early_below * early_ratings)::bigint as sum_xn,
        sum(early_ratings * early_ratings)::bigint as sum_nn
    from by_client
    group by instrument_key

    union all

    select
        instrument_key,
        'later' as phase,
        count(later_mean) as clients,
        sum(later_ratings)::bigint as ratings,
        avg(later_mean) as mean,
        stddev_samp(later_mean) as sd,
        sum(later_below)::bigint as at_or_below_cutoff,
        sum(later_below * later_below)::bigint as sum_xx,
        sum(later_below * later_ratings)::bigint as sum_xn,
        sum(later_ratings * later_ratings)::bigint as sum_nn
    from by_client
    group by instrument_key

)

select
    scales.instrument,
    scales.subscale,
    scales.low,
    scales.high,
    phases.phase,
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
    and phases.clients > 0
order by scales.instrument, phases.phase
