-- Which clients stand behind a definition of dropout?
-- One row per client who counts by the definition in $value, or per client without one; newest first, at most 5,000.
with begun as (

    select
        client_key,
        counselor_key,
        first_day,
        last_day,
        attended_sessions,
        mature_sessions,
        followed,
        last_followed,
        last_followed <> 'not_yet_known' as is_closed,
        last_status,
        ending
    from
        chosen_beginnings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        first_day between $start and $end

)

select
    clients.client_id,
    counselors.counselor,
    begun.first_day as first_session,
    begun.last_day as last_session,
    begun.attended_sessions,
    begun.last_status::varchar as last_appointment_was,
    begun.ending::varchar as recorded_ending,
    begun.last_followed::varchar as became
from begun
inner join counselors on begun.counselor_key = counselors.counselor_key
inner join clients on begun.client_key = clients.client_key
where
    case $value
        when 'left after session one or two'
            then begun.mature_sessions in (1, 2) and begun.followed = 'dropped_out'
        when 'share of all clients who left after session one or two'
            then begun.last_followed = 'dropped_out' and begun.attended_sessions <= 2
        when 'share of closed cases that left after session one or two'
            then begun.last_followed = 'dropped_out' and begun.attended_sessions <= 2
        when 'last appointment missed or cancelled late, nothing attended after'
            then
                begun.is_closed
                and begun.last_status in ('no_show', 'late_cancelled')
        when 'recorded ending is unplanned'
            then
                begun.is_closed
                and (begun.ending is null or begun.ending = 'unplanned')
        when 'fewer than 4 sessions, of closed cases'
            then begun.is_closed and begun.attended_sessions < 4
        when '8 sessions or more, of closed cases'
            then begun.is_closed and begun.attended_sessions >= 8
        when 'treated once only, of closed cases'
            then begun.is_closed and begun.attended_sessions = 1
        when 'treated at least twice, of closed cases'
            then begun.is_closed and begun.attended_sessions >= 2
        else $value is null
    end
order by begun.first_day desc, begun.client_key asc
limit 5000
