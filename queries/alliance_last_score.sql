-- How did those who left rate their last session, beside those who stayed after the same one?
-- One row per instrument, session number 1 to 12 and whether they left. First episodes; only where it is known what followed.
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
        high
    from scales
    where
        part = 0
        and about = 'alliance'
        and ($instruments is null or instrument = any($instruments))

),

placed as not materialized (

    select
        ratings.instrument_key,
        ratings.score_0 as score,
        case $window
            when 30 then ratings.followed_30
            when 90 then ratings.followed_90
            else ratings.followed_60
        end as followed,
        case $window
            when 30 then ratings.length_30
            when 90 then ratings.length_90
            else ratings.length_60
        end as length,
        case $window
            when 30 then ratings.number_30
            when 90 then ratings.number_90
            else ratings.number_60
        end as session_number
    from ratings
    inner join instruments on ratings.instrument_key = instruments.instrument_key
    inner join chosen on ratings.setting_key = chosen.setting_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null

)

select
    instruments.instrument,
    instruments.low,
    instruments.high,
    placed.session_number,
    if(placed.followed = 'dropped_out', 'left', 'stayed') as became,
    count(*) as clients,
    avg(placed.score) as mean,
    stddev_samp(placed.score) as sd
from placed
inner join instruments on placed.instrument_key = instruments.instrument_key
where
    placed.followed in ('dropped_out', 'returned')
    and placed.length is not null
    and placed.session_number <= 12
group by
    instruments.instrument,
    instruments.low,
    instruments.high,
    placed.session_number,
    became
order by instruments.instrument, placed.session_number, became
