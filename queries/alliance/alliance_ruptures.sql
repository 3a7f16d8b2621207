-- Where did the alliance fall by more than chance, and was it repaired?
-- One row per possible rupture of the period, newest first, at most 5,000.
select
    clients.client_id,
    counselors.counselor_id,
    counselors.counselor,
    scales.instrument,
    fallen.day,
    fallen.session_number,
    fallen.before,
    fallen.score,
    fallen.before - fallen.score as drop,
    fallen.state,
    fallen.repaired_after,
    fallen.ratings,
    fallen.is_provisional,
    fallen.before - fallen.score > 2 * fallen.spread as is_deep,
    scales.low,
    scales.high
from dips_followed($window) as fallen
inner join chosen_settings(
    $scope, $counselors, $supervisors, $sites, $programs, $services
) as chosen on fallen.setting_key = chosen.setting_key
inner join scales
    on
        fallen.instrument_key = scales.instrument_key
        and scales.part = 0
inner join clients on fallen.client_key = clients.client_key
inner join counselors on chosen.counselor_key = counselors.counselor_key
where
    fallen.day between $start and $end
    and ($instruments is null or scales.instrument = any($instruments))
    and ($states is null or fallen.state = any($states))
order by fallen.day desc, clients.client_id asc, scales.instrument asc
limit 5000
