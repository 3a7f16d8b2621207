-- Which clients stand behind the alliance and the outcome?
-- One row per client, alliance instrument and outcome instrument, at most 5,000. First outcome in sessions 1 to 3, last from session 4.
with early as (

    select *
    from early_alliance(
        $start, $end, $window, $scope, $counselors, $supervisors, $sites, $programs,
        $services, $instruments
    )

)

select
    clients.client_id,
    counselors.counselor,
    early.instrument,
    early.alliance as early_alliance,
    scales.instrument as outcome,
    courses.first as first_outcome,
    courses.last as last_outcome
from early
inner join outcome_courses as courses
    on
        early.client_key = courses.client_key
        and courses.inactivity_window = $window
inner join scales
    on
        courses.instrument_key = scales.instrument_key
        and scales.part = 0
inner join clients on early.client_key = clients.client_key
inner join counselors on early.counselor_key = counselors.counselor_key
where
    $value is null or scales.instrument = $value
order by clients.client_id, early.instrument, scales.instrument
limit 5000
