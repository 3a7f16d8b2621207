-- Which clients stand behind the alliance and the outcome?
-- One row per client, alliance instrument and outcome instrument, at most 5,000. First outcome in sessions 1 to 3, last from session 4.
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

early as (

    select
        ratings.instrument_key,
        ratings.client_key,
        min(chosen.counselor_key) as counselor_key,
        avg(ratings.score_0) as alliance
    from ratings
    inner join instruments on ratings.instrument_key = instruments.instrument_key
    inner join chosen on ratings.setting_key = chosen.setting_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null
        and case $window
            when 30 then ratings.length_30
            when 90 then ratings.length_90
            else ratings.length_60
        end is not null
        and case $window
            when 30 then ratings.number_30
            when 90 then ratings.number_90
            else ratings.number_60
        end <= 3
    group by ratings.instrument_key, ratings.client_key

),

outcomes as (

    select
        scales.instrument_key,
        scales.instrument
    from scales
    where
        scales.part = 0
        and scales.about = 'outcome'

),

followed as (

    select
        ratings.instrument_key,
        ratings.client_key,
        any_value(outcomes.instrument) as outcome,
        arg_min(ratings.score_0, ratings.day) filter (
            where case $window
                when 30 then ratings.number_30
                when 90 then ratings.number_90
                else ratings.number_60
            end <= 3
        ) as first,
        arg_max(ratings.score_0, ratings.day) filter (
            where case $window
                when 30 then ratings.number_30
                when 90 then ratings.number_90
                else ratings.number_60
            end >= 4
        ) as last
    from ratings
    inner join outcomes on ratings.instrument_key = outcomes.instrument_key
    where
        ratings.score_0 is not null
        and case $window
            when 30 then ratings.length_30
            when 90 then ratings.length_90
            else ratings.length_60
        end is not null
    group by ratings.instrument_key, ratings.client_key

)

select
    clients.client_id,
    counselors.counselor,
    instruments.instrument,
    early.alliance as early_alliance,
    followed.outcome,
    followed.first as first_outcome,
    followed.last as last_outcome
from early
inner join instruments on early.instrument_key = instruments.instrument_key
inner join followed on early.client_key = followed.client_key
inner join clients on early.client_key = clients.client_key
inner join counselors on early.counselor_key = counselors.counselor_key
where
    followed.first is not null
    and followed.last is not null
    and ($value is null or followed.outcome = $value)
order by clients.client_id, instruments.instrument, followed.outcome
limit 5000
