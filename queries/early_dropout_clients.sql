-- Which clients stand behind an early dropout figure?
-- One row per first episode begun in the period, newest first, at most 5,000; with $left_after, those who dropped out right after one of these.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

newest as (

    select
        beginnings.client_key,
        chosen.counselor_key,
        beginnings.first_day,
        beginnings.last_day,
        beginnings.attended_sessions,
        beginnings.mature_sessions,
        beginnings.last_followed
    from beginnings
    inner join chosen on beginnings.setting_key = chosen.setting_key
    where
        beginnings.inactivity_window = $window
        and beginnings.first_day between $start and $end
        and (
            $attribute is null
            or coalesce(
                case $attribute
                    when 'referral_source' then beginnings.referral_source
                    when 'mandated' then beginnings.mandated
                    when 'earlier_treatment' then beginnings.earlier_treatment
                    when 'severity' then beginnings.severity
                    when 'expectation' then beginnings.expectation
                    when 'payer' then beginnings.payer
                    when 'copay' then beginnings.copay
                    when 'age_band' then beginnings.age_band
                    when 'site' then beginnings.site
                    when 'program' then beginnings.program
                    when 'modality' then beginnings.modality
                    when 'service_type' then beginnings.service_type
                    when 'wait' then beginnings.wait
                    when 'first_gap' then beginnings.first_gap
                    when 'slot' then beginnings.slot
                end,
                'not recorded'
            ) = $value
        )
        and (
            $left_after is null
            or (
                beginnings.mature_sessions = any($left_after)
                and beginnings.followed = 'dropped_out'
            )
        )
    order by beginnings.first_day desc, beginnings.client_key asc
    limit 5000

)

select
    clients.client_id,
    counselors.counselor,
    newest.first_day as first_session,
    newest.last_day as last_session,
    newest.attended_sessions,
    case
        when newest.last_followed = 'completed' then 'completed'
        when newest.last_followed = 'other_ending' then 'other ending'
        when newest.last_followed = 'not_yet_known' then 'not yet known'
        when newest.attended_sessions = 1 then 'left after one'
        when newest.attended_sessions = 2 then 'left after two'
        else 'left later'
    end as outcome,
    active_clients.next_start as next_session
from newest
inner join counselors on newest.counselor_key = counselors.counselor_key
inner join clients on newest.client_key = clients.client_key
left join active_clients on newest.client_key = active_clients.client_key
order by newest.first_day desc, newest.client_key asc
