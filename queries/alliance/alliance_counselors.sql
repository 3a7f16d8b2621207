-- Whose clients rate the alliance?
-- One row per instrument and counselor with a rated client, by name.
with rated as (

    select distinct
        ratings.instrument_key,
        chosen.counselor_key
    from ratings
    inner join alliance_totals($instruments) as instruments
        on ratings.instrument_key = instruments.instrument_key
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on ratings.setting_key = chosen.setting_key
    where
        ratings.day between $start and $end
        and ratings.score_0 is not null

)

select
    instruments.instrument,
    counselors.counselor_id,
    counselors.counselor
from rated
inner join alliance_totals($instruments) as instruments
    on rated.instrument_key = instruments.instrument_key
inner join counselors on rated.counselor_key = counselors.counselor_key
order by
    instruments.instrument,
    counselors.counselor,
    counselors.counselor_id
