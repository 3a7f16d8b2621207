-- Whose alliance fell in the last four weeks, and is not repaired?
-- One row per client: the latest possible rupture that is open or unrepaired; nobody who is not to be contacted. The period filter does not apply.
with latest as (

    select
        fallen.client_key,
        fallen.instrument_key,
        fallen.day,
        fallen.session_number,
        fallen.before,
        fallen.score,
        fallen.state,
        fallen.ratings,
        fallen.is_provisional,
        chosen.counselor_key
    from dips_followed($window) as fallen
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on fallen.setting_key = chosen.setting_key
    cross join snapshot
    where
        fallen.day > snapshot.data_through - 28
        and fallen.state <> 'repaired'
    qualify
        row_number() over (
            partition by fallen.client_key
            order by fallen.day desc, fallen.instrument_key asc
        ) = 1

)

select
    clients.client_id,
    counselors.counselor_id,
    counselors.counselor,
    scales.instrument,
    latest.day,
    latest.session_number,
    latest.before,
    latest.score,
    latest.before - latest.score as drop,
    latest.state,
    latest.ratings,
    latest.is_provisional,
    scales.low,
    scales.high
from latest
inner join scales
    on
        latest.instrument_key = scales.instrument_key
        and scales.part = 0
inner join clients on latest.client_key = clients.client_key
inner join counselors on latest.counselor_key = counselors.counselor_key
where clients.not_called_for is null
order by latest.day desc, clients.client_id asc
