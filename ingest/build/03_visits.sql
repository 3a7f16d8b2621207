-- An hour with several clients is the counselor's once: those of one appointment, and those
-- of a group at one time whose sessions have ids of their own.
create temp table attendees as
with held as (
    select
        counselor_id,
        start,
        service_type,
        status,
        session_id
    from told_sessions
    where status in ('attended', 'scheduled')
)

select
    counselor_id,
    start,
    service_type,
    status,
    null as session_id,
    count(*) as attendees
from held
where service_type ilike '%group%' and start > date_trunc('day', start)
group by all

union all by name

select
    counselor_id,
    start,
    status,
    session_id,
    count(*) as attendees
from held
where session_id is not null
group by all
having count(*) > 1;

create temp table usual_minutes as
select
    service_type,
    median(minutes) as minutes
from told_sessions
where minutes > 0 and minutes <= $longest_minutes
group by service_type;

create temp table bounds as
select
    $known::timestamp as known,
    $longest_minutes::integer as longest_minutes;

-- Every session with keys in place of words, and its status as of the known moment.
create temp view told_visits as
select
    sessions.session_id,
    sessions.start,
    sessions.start::date as day,
    sessions.booked_at::date as booked_day,
    sessions.cancelled_at::date as cancelled_day,
    case
        when sessions.start > bounds.known and sessions.status in (
            'attended', 'no_show', 'late_cancelled', 'unmarked'
        ) then 'scheduled'
        when sessions.start <= bounds.known and sessions.status = 'scheduled'
            then 'unmarked'
        else sessions.status
    end::session_status as status,
    clients.client_key,
    settings.setting_key,
    settings.counselor_key,
    coalesce(
        case
            when sessions.minutes > 0 and sessions.minutes <= bounds.longest_minutes
                then sessions.minutes
        end,
        usual_minutes.minutes
    ) as own_minutes,
    (own_minutes / coalesce(together.attendees, grouped.attendees, 1))::float
        as counselor_minutes,
    case
        when coalesce(together.attendees, grouped.attendees) is not null
            then own_minutes
    end::float as group_minutes,
    sessions.is_second
from told_sessions as sessions
cross join bounds
inner join clients on sessions.client_id = clients.client_id
inner join settings
    on
        sessions.counselor_id = settings.counselor_id
        and sessions.site is not distinct from settings.exported_site
        and sessions.program is not distinct from settings.program
        and sessions.service_type is not distinct from settings.service_type
        and sessions.modality is not distinct from settings.modality
left join usual_minutes
    on sessions.service_type is not distinct from usual_minutes.service_type
left join attendees as grouped
    on
        grouped.session_id is null
        and sessions.counselor_id = grouped.counselor_id
        and sessions.start = grouped.start
        and sessions.service_type = grouped.service_type
        and sessions.status = grouped.status
left join attendees as together
    on
        sessions.session_id = together.session_id
        and sessions.counselor_id = together.counselor_id
        and sessions.start = together.start
        and sessions.status = together.status;

create temp table visits as
select
    session_id,
    start,
    day,
    booked_day,
    cancelled_day,
    status,
    client_key,
    setting_key,
    counselor_key,
    own_minutes,
    counselor_minutes,
    group_minutes
from told_visits
where not is_second;

-- The same hours for the other counselors of a session, which counts for the first.
create table second_hours as
select
    start,
    day,
    status,
    counselor_key,
    counselor_minutes,
    group_minutes
from told_visits
where is_second
order by start;
