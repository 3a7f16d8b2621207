-- The sessions that an attendance rate counts, sorted by client: a rate's interval needs
-- them client by client, since the sessions of one client resemble each other. Beyond
-- 4,000 clients, neighbours, who are in random order, share a cluster.
create table counted_sessions as
with everyone as (
    select count(*) as clients from clients
)

select
    sessions.client_key,
    (
        sessions.client_key::ubigint * 4000 // greatest(everyone.clients, 4000)
    )::usmallint as cluster,
    sessions.setting_key,
    sessions.counselor_key,
    sessions.day,
    (sessions.status = 'attended')::utinyint as attended,
    dayname(sessions.day)::weekday_word as weekday,
    case
        when sessions.start > date_trunc('day', sessions.start)
            then printf('%02d:00', hour(sessions.start))
    end::hour_word as hour,
    sessions.lead_time,
    sessions.appointment
from sessions
cross join everyone
where sessions.status in ('attended', 'no_show', 'late_cancelled')
order by sessions.client_key, sessions.day;
