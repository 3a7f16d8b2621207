-- Which clients have a slot or a gap of this kind?
-- One row per client of the band $value of the measure $attribute, last seen first, at most 5,000; without them, everyone.
select
    clients.client_id,
    counselors.counselor,
    rhythms.sessions,
    rhythms.last_day as last_session,
    rhythms.slot_band::varchar as slot,
    rhythms.gap_band::varchar as gap
from rhythms
inner join chosen_settings(
    $scope, $counselors, $supervisors, $sites, $programs, $services
) as chosen on rhythms.setting_key = chosen.setting_key
inner join counselors on chosen.counselor_key = counselors.counselor_key
inner join clients on rhythms.client_key = clients.client_key
where
    rhythms.last_day between $start and $end
    and case $attribute
        when 'slot' then coalesce(rhythms.slot_band = $value, false)
        when 'gap' then coalesce(rhythms.gap_band = $value, false)
        when 'any slot' then rhythms.slot_band is not null
        when 'any gap' then rhythms.gap_band is not null
        else true
    end
order by rhythms.last_day desc, rhythms.client_key asc
limit 5000
