-- How much do this clinic's ratings move by chance?
-- One row per instrument: standard deviation of first ratings, correlation of neighboring ones, reliable change. All data.
with instruments as (

    select
        instrument_key,
        instrument,
        bool_or(part = 0) as has_total,
        max(low) filter (where part = 0) as low,
        max(high) filter (where part = 0) as high,
        max(cutoff) filter (where part = 0) as cutoff,
        max(cutoff_source) as cutoff_source,
        bool_and(is_established) as is_established,
        bool_and(is_checked) as is_checked
    from scales
    where
        about = 'alliance'
    group by instrument_key, instrument

)

select
    instruments.instrument,
    instruments.has_total,
    yardsticks.clients,
    yardsticks.pairs,
    yardsticks.sd,
    yardsticks.sd_across,
    yardsticks.retest,
    yardsticks.reliable_change,
    instruments.low,
    instruments.high,
    instruments.cutoff,
    instruments.cutoff_source,
    instruments.is_established,
    instruments.is_checked
from instruments
left join yardsticks on instruments.instrument_key = yardsticks.instrument_key
order by instruments.instrument
