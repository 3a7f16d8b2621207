-- How does the alliance change within clients, over sessions 1 to 12?
-- One row per instrument and set of rated sessions, which its clients share. Totals of first episodes.
with placed as not materialized (

    select
        ratings.instrument_key,
        ratings.client_key | 0 as client,
        ratings.score_0::double as score,
        ratings.length,
        ratings.session_number
    from
        chosen_ratings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        ) as ratings
    inner join alliance_totals($instruments) as instruments
        on ratings.instrument_key = instruments.instrument_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null

),

by_client as (

    select
        instrument_key,
        client,
        bit_or(1::integer << session_number) as rated_sessions,
        sum(score) as y,
        sum(score * ln(session_number)) as xy,
        sum(score * score) as yy
    from placed
    where
        length is not null
        and session_number <= 12
    group by instrument_key, client

),

by_pattern as (

    select
        instrument_key,
        rated_sessions,
        count(*) as clients,
        sum(y) as sum_y,
        sum(xy) as sum_xy,
        sum(yy) as sum_yy,
        sum(y * y) as y_y,
        sum(y * xy) as y_xy,
        sum(xy * xy) as xy_xy
    from by_client
    group by instrument_key, rated_sessions

),

numbers as (

    select unnest(range(1, 13)) as session_number

)

select
    instruments.instrument,
    by_pattern.rated_sessions,
    any_value(by_pattern.clients) as clients,
    count(*) as ratings,
    sum(ln(numbers.session_number)) as sum_x,
    sum(ln(numbers.session_number) ** 2) as sum_xx,
    any_value(by_pattern.sum_y) as sum_y,
    any_value(by_pattern.sum_xy) as sum_xy,
    any_value(by_pattern.sum_yy) as sum_yy,
    any_value(by_pattern.y_y) as y_y,
    any_value(by_pattern.y_xy) as y_xy,
    any_value(by_pattern.xy_xy) as xy_xy
from by_pattern
inner join numbers
    on (by_pattern.rated_sessions >> numbers.session_number::integer) & 1 = 1
inner join alliance_totals($instruments) as instruments
    on by_pattern.instrument_key = instruments.instrument_key
group by instruments.instrument, by_pattern.rated_sessions
order by instruments.instrument, by_pattern.rated_sessions
