-- Which alliance instruments were clients rated with, and how often?
-- One row per instrument: ratings of a session, with a total where the instrument has one.
with instruments as (

    select
        instrument_key,
        instrument,
        bool_or(part = 0) as has_total
    from scales
    where
        about = 'alliance'
        and kind <> 'not shown'
    group by instrument_key, instrument

)

select
    instruments.instrument,
    count(*) as ratings
from ratings
inner join instruments on ratings.instrument_key = instruments.instrument_key
inner join chosen_settings(
    $scope, $counselors, $supervisors, $sites, $programs, $services
) as chosen on ratings.setting_key = chosen.setting_key
where
    ratings.day between $start and $end
    and (ratings.score_0 is not null or not instruments.has_total)
group by instruments.instrument
order by ratings desc, instruments.instrument asc
