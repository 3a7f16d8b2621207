-- Every session with keys in place of words, and its status as of the known moment.
create temp table visits as
with grouped as (
    select
        counselor_id,
        start,
        service_type,
        status,
        count(*) as attendees
    from exported.sessions
    where
        service_type ilike '%group%'
        and status in ('attended', 'scheduled')
        and start > date_trunc('day', start)
    group by all
),

usual as (
    select
        service_type,
        median(minutes) as minutes
    from exported.sessions
    where minutes > 0 and minutes <= $longest_minutes
    group by service_type
)

select
    sessions.session_id,
    sessions.start,
    sessions.start::date as day,
    sessions.booked_at::date as booked_day,
    sessions.cancelled_at::date as cancelled_day,
    case
        when sessions.start > $known and sessions.status in (
            'attended', 'no_show', 'late_cancelled', 'unmarked'
        ) then 'scheduled'
        when sessions.start <= $known and sessions.status = 'scheduled' then 'unmarked'
        else sessions.status
    end::session_status as status,
    clients.client_key,
    settings.setting_key,
    settings.counselor_key,
    coalesce(
        case
            when sessions.minutes > 0 and sessions.minutes <= $longest_minutes
                then sessions.minutes
        end,
        usual.minutes
    ) as own_minutes,
    (own_minutes / coalesce(grouped.attendees, 1))::float as counselor_minutes,
    case when grouped.attendees is not null then own_minutes end::float as group_minutes
from exported.sessions as sessions
inner join clients on sessions.client_id = clients.client_id
inner join settings
    on
        sessions.counselor_id = settings.counselor_id
        and sessions.site is not distinct from settings.exported_site
        and sessions.program is not distinct from settings.program
        and sessions.service_type is not distinct from settings.service_type
        and sessions.modality is not distinct from settings.modality
left join usual on sessions.service_type is not distinct from usual.service_type
left join grouped
    on
        sessions.counselor_id = grouped.counselor_id
        and sessions.start = grouped.start
        and sessions.service_type = grouped.service_type
        and sessions.status = grouped.status;
