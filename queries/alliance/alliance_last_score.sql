-- How did those who left rate their last session, beside those who stayed after the same one?
-- One row per instrument, session number 1 to 12 and whether they left. First episodes; only where it is known what followed.
with placed as not materialized (

    select
        ratings.instrument_key,
        ratings.score_0 as score,
        ratings.followed,
        ratings.length,
        ratings.session_number
    from
        chosen_ratings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        ) as ratings
    inner join alliance_totals($instruments) as instruments
        on ratings.instrument_key = instruments.instrument_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null

)

select
    instruments.instrument,
    instruments.low,
    instruments.high,
    placed.session_number,
    if(placed.followed = 'dropped_out', 'left', 'stayed') as became,
    count(*) as clients,
    avg(placed.score) as mean,
    stddev_samp(placed.score) as sd
from placed
inner join alliance_totals($instruments) as instruments
    on placed.instrument_key = instruments.instrument_key
where
    placed.followed in ('dropped_out', 'returned')
    and placed.length is not null
    and placed.session_number <= 12
group by
    instruments.instrument,
    instruments.low,
    instruments.high,
    placed.session_number,
    became
order by instruments.instrument, placed.session_number, became
