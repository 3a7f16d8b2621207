-- How do the clients of each counselor rate the alliance?
-- One row per instrument and counselor: means of clients with four ratings or more, and the parts of the spread.
with by_client as (

    select
        ratings.instrument_key,
        chosen.counselor_key,
        ratings.client_key | 0 as client,
        count(*) as ratings,
        avg(ratings.score_0) as mean,
        var_samp(ratings.score_0) as variance
    from ratings
    inner join alliance_totals($instruments) as instruments
        on ratings.instrument_key = instruments.instrument_key
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on ratings.setting_key = chosen.setting_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null
    group by ratings.instrument_key, chosen.counselor_key, client

)

select
    instruments.instrument,
    counselors.counselor_id,
    counselors.counselor,
    instruments.low,
    instruments.high,
    count(*) as rated_clients,
    sum(by_client.ratings)::bigint as scores,
    count(*) filter (where by_client.ratings >= 4) as clients,
    coalesce(sum(by_client.ratings) filter (where by_client.ratings >= 4), 0)::bigint
        as ratings,
    avg(by_client.mean) filter (where by_client.ratings >= 4) as mean,
    stddev_samp(by_client.mean) filter (where by_client.ratings >= 4) as sd,
    sum(by_client.variance * (by_client.ratings - 1)) filter (
        where by_client.ratings >= 4
    ) as within_squares,
    sum(1 / by_client.ratings) filter (where by_client.ratings >= 4) as inverse_ratings
from by_client
inner join alliance_totals($instruments) as instruments
    on by_client.instrument_key = instruments.instrument_key
inner join counselors on by_client.counselor_key = counselors.counselor_key
group by
    instruments.instrument,
    counselors.counselor_id,
    counselors.counselor,
    instruments.low,
    instruments.high
order by instruments.instrument, counselors.counselor, counselors.counselor_id
