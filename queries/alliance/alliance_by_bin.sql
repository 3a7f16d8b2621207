-- How are the scores spread over the range, early (sessions 1 to 3) and later?
-- One row per instrument, phase and twentieth of the range: ratings of the total. Instruments of unknown range are left out.
with placed as not materialized (

    select
        ratings.instrument_key,
        ratings.score_0 as score,
        is_early(ratings.session_number) as is_early
    from
        chosen_ratings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        ) as ratings
    inner join alliance_totals($instruments) as instruments
        on ratings.instrument_key = instruments.instrument_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null

),

binned as (

    select
        placed.instrument_key,
        placed.is_early,
        least(19, floor(
            20 * (placed.score - instruments.low) / (instruments.high - instruments.low)
            + 1e-5
        ))::integer as bin,
        count(*) as ratings
    from placed
    inner join alliance_totals($instruments) as instruments
        on placed.instrument_key = instruments.instrument_key
    where
        instruments.high > instruments.low
    group by placed.instrument_key, placed.is_early, bin

)

select
    instruments.instrument,
    if(binned.is_early, 'early', 'later') as phase,
    binned.bin,
    instruments.low + binned.bin * (instruments.high - instruments.low) / 20 as first,
    instruments.low + (binned.bin + 1) * (instruments.high - instruments.low) / 20
        as last,
    binned.ratings
from binned
inner join alliance_totals($instruments) as instruments
    on binned.instrument_key = instruments.instrument_key
where
    binned.is_early is not null
order by instruments.instrument, phase, binned.bin
