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

described as (

    select beginnings.client_key
    from beginnings
    where
        beginnings.inactivity_window = $window
        and coalesce(
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

),

newest as (

    select
        episodes.client_key,
        chosen.counselor_key,
        episodes.first_day,
        episodes.last_day,
        episodes.attended_sessions,
        episodes.mature_sessions,
        episodes.last_followed
    from episodes
    inner join chosen on episodes.setting_key = chosen.setting_key
    where
        episodes.inactivity_window = $window
        and episodes.is_first
        and not episodes.began_before_export
        and episodes.first_day between $start and $end
        and (
            $attribute is null
            or episodes.client_key in (select described.client_key from described)
        )
        and (
            $left_after is null
            or (
                episodes.mature_sessions = any($left_after)
                and episodes.followed = 'dropped_out'
            )
        )
    order by episodes.first_day desc, episodes.client_key asc
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
