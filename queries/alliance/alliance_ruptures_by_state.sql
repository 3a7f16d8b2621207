-- How many possible ruptures are there, and what became of them?
-- One row per state: repaired, unrepaired or open. Possible ruptures of the period.
select
    fallen.state,
    count(*) as events,
    count(distinct fallen.client_key) as clients,
    count(*) filter (where fallen.before - fallen.score > 2 * fallen.spread) as deep,
    count(*) filter (where fallen.is_provisional) as provisional
from dips_followed($window) as fallen
inner join chosen_settings(
    $scope, $counselors, $supervisors, $sites, $programs, $services
) as chosen on fallen.setting_key = chosen.setting_key
inner join scales
    on
        fallen.instrument_key = scales.instrument_key
        and scales.part = 0
where
    fallen.day between $start and $end
    and ($instruments is null or scales.instrument = any($instruments))
group by fallen.state
order by fallen.state
