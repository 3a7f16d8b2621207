-- Which clients stand behind the alliance and the outcome?
-- One row per client, alliance instrument and outcome instrument, at most 5,000. First outcome in sessions 1 to 3, last from session 4.
with early as (

    select
        instruments.instrument,
        ratings.client_key,
        arg_min(
            ratings.counselor_key, (ratings.day, ratings.counselor_key)
        ) as counselor_key,
        avg(ratings.score_0) as alliance
    from
        chosen_ratings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        ) as ratings
    inner join alliance_totals($instruments) as instruments
        on ratings.instrument_key = instruments.instrument_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null
        and ratings.length is not null
        and is_early(ratings.session_number)
    group by instruments.instrument, ratings.client_key

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
