-- Which clients stand behind an early dropout figure?
-- One row per first episode begun in the period, newest first, at most 5,000; with $left_after, those who dropped out right after one of these.
with newest as (

    select
        client_key,
        counselor_key,
        first_day,
        last_day,
        attended_sessions,
        mature_sessions,
        last_followed
    from
        chosen_beginnings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        first_day between $start and $end
        and (
            $attribute is null
            or coalesce(
                case $attribute
                    when 'referral_source' then referral_source
                    when 'mandated' then mandated
                    when 'earlier_treatment' then earlier_treatment
                    when 'severity' then severity
                    when 'expectation' then expectation
                    when 'payer' then payer
                    when 'copay' then copay
                    when 'age_band' then age_band
                    when 'site' then site
                    when 'program' then program
                    when 'modality' then modality
                    when 'service_type' then service_type
                    when 'wait' then wait
                    when 'first_gap' then first_gap
                    when 'slot' then slot
                end,
                'not recorded'
            ) = $value
        )
        and (
            $left_after is null
            or (mature_sessions = any($left_after) and followed = 'dropped_out')
        )
    order by first_day desc, client_key asc
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
