-- What share of ratings is at or below the cutoff, early (sessions 1 to 3) and later?
-- One row per instrument and phase; sums over clients, since one client's ratings are alike. Instruments without a cutoff are left out.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

instruments as (

    select
        instrument_key,
        instrument,
        low,
        high,
        cutoff
    from scales
    where
        part = 0
        and about = 'alliance'
        and ($instruments is null or instrument = any($instruments))

),

by_client as (

    select
        ratings.instrument_key,
        ratings.client_key,
        case $window
            when 30 then ratings.number_30
            when 90 then ratings.number_90
            else ratings.number_60
        end <= 3 as is_early,
        count(*) filter (
            where ratings.score_0 <= coalesce($cutoff, instruments.cutoff) + 1e-5
        ) as below,
        count(*) as ratings
    from ratings
    inner join instruments on ratings.instrument_key = instruments.instrument_key
    inner join chosen on ratings.setting_key = chosen.setting_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null
        and coalesce($cutoff, instruments.cutoff) is not null
    group by ratings.instrument_key, ratings.client_key, is_early

)

select
    instruments.instrument,
    if(by_client.is_early, 'early', 'later') as phase,
    coalesce($cutoff, instruments.cutoff) as cutoff,
    count(*) as clients,
    sum(by_client.below)::bigint as attended,
    sum(by_client.ratings)::bigint as counted,
    sum(by_client.below * by_client.below)::bigint as sum_xx,
    sum(by_client.below * by_client.ratings)::bigint as sum_xn,
    sum(by_client.ratings * by_client.ratings)::bigint as sum_nn
from by_client
inner join instruments on by_client.instrument_key = instruments.instrument_key
where
    by_client.is_early is not null
group by instruments.instrument, phase, instruments.cutoff
order by instruments.instrument, phase
