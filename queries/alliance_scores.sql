-- Which scores stand behind an alliance figure?
-- One row per score, newest first, at most 5,000. Scores without a session are left out.
with chosen as (

    select setting_key, counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

)

select
    clients.client_id,
    counselors.counselor,
    scores.day,
    case $window
        when 30 then scores.number_30
        when 90 then scores.number_90
        else scores.number_60
    end as session_number,
    case $window
        when 30 then scores.length_30
        when 90 then scores.length_90
        else scores.length_60
    end::varchar as length,
    scales.instrument,
    scales.subscale,
    scores.score,
    scales.low,
    scales.high
from scores
inner join scales on scores.scale_key = scales.scale_key
inner join chosen on scores.setting_key = chosen.setting_key
inner join counselors on chosen.counselor_key = counselors.counselor_key
inner join clients on scores.client_key = clients.client_key
where
    scales.about = 'alliance'
    and ($instruments is null or scales.instrument = any($instruments))
    and scores.day between $start and $end
order by scores.day desc, clients.client_id, scales.scale_key
limit 5000
