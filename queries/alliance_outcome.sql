-- Does a good early alliance go with a better outcome later?
-- One row per alliance instrument, outcome instrument and counselor: sums over clients, outcomes turned so that more is better.
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
        scales.instrument,
        if(scales.better = 'lower', -1, 1) as sign
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
        arg_min(outcomes.sign * ratings.score_0, ratings.day) filter (
            where case $window
                when 30 then ratings.number_30
                when 90 then ratings.number_90
                else ratings.number_60
            end <= 3
        ) as first,
        arg_max(outcomes.sign * ratings.score_0, ratings.day) filter (
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
    instruments.instrument,
    followed.outcome,
    early.counselor_key,
    count(*) as clients,
    sum(early.alliance) as sum_a,
    sum(followed.first) as sum_f,
    sum(followed.last) as sum_l,
    sum(early.alliance * early.alliance) as a_a,
    sum(early.alliance * followed.first) as a_f,
    sum(early.alliance * followed.last) as a_l,
    sum(followed.first * followed.first) as f_f,
    sum(followed.first * followed.last) as f_l,
    sum(followed.last * followed.last) as l_l
from early
inner join instruments on early.instrument_key = instruments.instrument_key
inner join followed on early.client_key = followed.client_key
where
    followed.first is not null
    and followed.last is not null
group by instruments.instrument, followed.outcome, early.counselor_key
order by instruments.instrument, followed.outcome, early.counselor_key
