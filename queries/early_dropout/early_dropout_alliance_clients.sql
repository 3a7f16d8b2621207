-- Which clients stand behind early dropout by a rating of the first sessions?
-- One row per client and rating, newest first, at most 5,000.
with newest as (

    select
        scales.instrument,
        if(scales.kind = 'task', scales.subscale, 'total') as subscale,
        chosen.counselor_key,
        scores.client_key,
        scores.first_day,
        scores.session_number,
        scores.score,
        scores.mature_sessions,
        scores.followed
    from first_scores as scores
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on scores.setting_key = chosen.setting_key
    inner join scales
        on
            scores.instrument_key = scales.instrument_key
            and scores.part = scales.part
    where
        scores.inactivity_window = $window
        and scores.first_day between $start and $end
        and ($instruments is null or scales.instrument = any($instruments))
        and (
            $subscales is null
            or if(scales.kind = 'task', scales.subscale, 'total') = any($subscales)
        )
        and ($lowest is null or scores.score >= $lowest - 1e-4)
        and ($highest is null or scores.score <= $highest + 1e-4)
    order by
        scores.first_day desc,
        scores.client_key asc,
        scores.session_number asc,
        subscale asc
    limit 5000

)

select
    clients.client_id,
    counselors.counselor,
    newest.first_day as first_session,
    newest.instrument,
    newest.subscale,
    newest.session_number,
    newest.score,
    case
        when newest.mature_sessions > newest.session_number + 1 then 'stayed'
        else newest.followed::varchar
    end as followed
from newest
inner join clients on newest.client_key = clients.client_key
inner join counselors on newest.counselor_key = counselors.counselor_key
order by
    newest.first_day desc,
    newest.client_key asc,
    newest.session_number asc,
    newest.subscale asc
