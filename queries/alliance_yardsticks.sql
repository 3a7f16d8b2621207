-- How much do this clinic's ratings move by chance?
-- One row per instrument: standard deviation of first ratings, correlation of neighboring ones, reliable change. All data.
select
    scales.instrument,
    yardsticks.clients,
    yardsticks.pairs,
    yardsticks.sd,
    yardsticks.sd_across,
    yardsticks.retest,
    yardsticks.reliable_change,
    scales.low,
    scales.high,
    scales.cutoff,
    scales.cutoff_source,
    scales.is_established,
    scales.is_checked
from scales
left join yardsticks on scales.instrument_key = yardsticks.instrument_key
where
    scales.part = 0
    and scales.about = 'alliance'
order by scales.instrument
