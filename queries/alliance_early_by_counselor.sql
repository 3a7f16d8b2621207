-- How do each counselor's clients rate the alliance early, in sessions 1 to 3?
-- One row per counselor with a score, as percent of the instrument's range; the mean is over clients. Scores without a session are left out.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

by_client as (

    select
        chosen.counselor_key,
        ratings.client_key,
        100 * avg((ratings.score_0 - scales.low) / (scales.high - scales.low))
            as percent
    from placed_ratings($window) as ratings
    inner join chosen on ratings.setting_key = chosen.setting_key
    inner join scales
        on
            ratings.instrument_key = scales.instrument_key
            and scales.part = 0
    where
        scales.about = 'alliance'
        and scales.high > scales.low
        and ratings.score_0 is not null
        and ratings.day between $start and $end
        and ratings.session_number <= 3
    group by chosen.counselor_key, ratings.client_key

)

select
    counselors.counselor_id,
    counselors.counselor,
    count(*) as rated_clients,
    avg(by_client.percent) as mean,
    stddev_samp(by_client.percent) as sd
from by_client
inner join counselors on by_client.counselor_key = counselors.counselor_key
group by counselors.counselor_id, counselors.counselor
order by counselors.counselor, counselors.counselor_id
