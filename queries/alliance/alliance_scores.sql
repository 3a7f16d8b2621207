-- Which scores stand behind an alliance figure?
-- One row per score, newest first, at most 5,000. Scores without a session are left out.
with placed as not materialized (

    select
        ratings.instrument_key,
        ratings.client_key,
        ratings.day,
        ratings.counselor_key,
        ratings.session_number,
        ratings.length::varchar as length,
        ratings.followed,
        columns('^score_')
    from
        chosen_ratings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        ) as ratings
    inner join alliance_instruments($instruments) as instruments
        on ratings.instrument_key = instruments.instrument_key
    where
        ratings.day between $start and $end

),

newest as (

    select *
    from placed
    where
        session_number >= coalesce($first_number, session_number)
        and session_number <= coalesce($last_number, session_number)
        and (
            $length is null
            or length = $length
            or ($length = 'first episode' and length is not null)
        )
        and (
            $states is null
            or (followed = 'dropped_out' and 'left' = any($states))
            or (followed = 'returned' and 'stayed' = any($states))
        )
        and ($lowest is null or score_0 >= $lowest - 1e-5)
        and ($highest is null or score_0 < $highest - 1e-5)
    order by day desc, client_key asc, instrument_key asc
    limit 5000

),

single_scores as (

    unpivot newest
    on columns('^score_')
    into name part value score

)

select
    clients.client_id,
    counselors.counselor,
    single_scores.day,
    single_scores.session_number,
    single_scores.length,
    scales.instrument,
    scales.subscale,
    single_scores.score,
    scales.low,
    scales.high
from single_scores
inner join scales
    on
        single_scores.instrument_key = scales.instrument_key
        and single_scores.part = 'score_' || scales.part
inner join counselors on single_scores.counselor_key = counselors.counselor_key
inner join clients on single_scores.client_key = clients.client_key
where
    $subscales is null or scales.subscale = any($subscales)
order by
    single_scores.day desc,
    single_scores.client_key asc,
    scales.instrument_key asc,
    scales.part asc
limit 5000
