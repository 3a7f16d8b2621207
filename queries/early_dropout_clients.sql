-- Which clients stand behind an early dropout figure?
-- One row per first episode begun in the period, newest first, at most 5,000; with $left_after, those who dropped out right after one of these.
with chosen as (

    select setting_key, counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

)

select
    clients.client_id,
    counselors.counselor,
    episodes.first_day as first_session,
    episodes.last_day as last_session,
    episodes.attended_sessions,
    case
        when episodes.mature_sessions < episodes.attended_sessions
            and episodes.last_followed = 'not_yet_known' then 'not yet known'
        when episodes.last_followed = 'completed' then 'completed'
        when episodes.last_followed = 'other_ending' then 'other ending'
        when episodes.attended_sessions = 1 then 'left after one'
        when episodes.attended_sessions = 2 then 'left after two'
        else 'left later'
    end as outcome,
    active_clients.next_start as next_session
from episodes
inner join chosen on episodes.setting_key = chosen.setting_key
inner join counselors on chosen.counselor_key = counselors.counselor_key
inner join clients on episodes.client_key = clients.client_key
left join active_clients on episodes.client_key = active_clients.client_key
where
    episodes.inactivity_window = $window
    and episodes.is_first
    and not episodes.began_before_export
    and episodes.first_day between $start and $end
    and (
        $left_after is null
        or (
            episodes.mature_sessions = any($left_after)
            and episodes.followed = 'dropped_out'
        )
    )
order by episodes.first_day desc, clients.client_id
limit 5000
