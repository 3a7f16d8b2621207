-- Which clients stand behind early dropout by a rating of the first sessions?
-- One row per client and rating, newest first, at most 5,000.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

begun as (

    select
        beginnings.client_key,
        chosen.counselor_key,
        beginnings.first_day,
        beginnings.last_day,
        beginnings.mature_sessions,
        beginnings.followed
    from beginnings
    inner join chosen on beginnings.setting_key = chosen.setting_key
    where
        beginnings.inactivity_window = $window
        and beginnings.mature_sessions >= 1
        and beginnings.first_day between $start and $end

),

placed as not materialized (

    select
        ratings.instrument_key,
        ratings.client_key,
        ratings.day,
        case $window
            when 30 then ratings.number_30
            when 90 then ratings.number_90
            else ratings.number_60
        end as session_number,
        columns('^score_')
    from ratings
    where
        case $window
            when 30 then ratings.number_30
            when 90 then ratings.number_90
            else ratings.number_60
        end <= 2

),

single_scores as (

    unpivot placed
    on columns('^score_')
    into name part value score

),

rated as (

    select
        scales.instrument,
        single_scores.client_key,
        single_scores.day,
        single_scores.session_number as begins_at,
        single_scores.score,
        if(scales.kind = 'task', scales.subscale, 'total') as subscale
    from single_scores
    inner join scales
        on
            single_scores.instrument_key = scales.instrument_key
            and single_scores.part = 'score_' || scales.part
    where
        scales.about = 'alliance'
        and ($instruments is null or scales.instrument = any($instruments))
        and (
            (scales.kind = 'total' and single_scores.session_number = 1)
            or (scales.kind = 'task' and single_scores.session_number = 2)
        )

),

newest as (

    select
        rated.instrument,
        rated.subscale,
        rated.begins_at,
        rated.score,
        begun.client_key,
        begun.counselor_key,
        begun.first_day,
        begun.mature_sessions,
        begun.followed
    from rated
    inner join begun
        on
            rated.client_key = begun.client_key
            and rated.day between begun.first_day and begun.last_day
            and rated.begins_at <= begun.mature_sessions
    where
        ($subscales is null or rated.subscale = any($subscales))
        and ($lowest is null or rated.score >= $lowest - 1e-4)
        and ($highest is null or rated.score <= $highest + 1e-4)
    order by
        begun.first_day desc,
        begun.client_key asc,
        rated.begins_at asc,
        rated.subscale asc
    limit 5000

)

select
    clients.client_id,
    counselors.counselor,
    newest.first_day as first_session,
    newest.instrument,
    newest.subscale,
    newest.begins_at as session_number,
    newest.score,
    case
        when newest.mature_sessions > newest.begins_at + 1 then 'stayed'
        else newest.followed::varchar
    end as followed
from newest
inner join clients on newest.client_key = clients.client_key
inner join counselors on newest.counselor_key = counselors.counselor_key
order by
    newest.first_day desc,
    newest.client_key asc,
    newest.begins_at asc,
    newest.subscale asc
