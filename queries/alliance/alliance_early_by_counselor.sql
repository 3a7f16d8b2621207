-- How do each counselor's clients rate the alliance early, in sessions 1 to 3?
-- One row per counselor with a score, as percent of the instrument's range; the mean is over clients. Scores without a session are left out.
with by_client as (

    select
        ratings.counselor_key,
        ratings.client_key,
        100 * avg((ratings.score_0 - scales.low) / (scales.high - scales.low))
            as percent
    from
        chosen_ratings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        ) as ratings
    inner join scales
        on
            ratings.instrument_key = scales.instrument_key
            and scales.part = 0
    where
        scales.about = 'alliance'
        and scales.high > scales.low
        and ratings.score_0 is not null
        and ratings.day between $start and $end
        and is_early(ratings.session_number)
    group by ratings.counselor_key, ratings.client_key

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
