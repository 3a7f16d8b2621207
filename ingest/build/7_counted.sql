-- The sessions that an attendance rate counts, sorted by client: a rate's interval needs
-- them client by client, since the sessions of one client resemble each other.
create table counted_sessions as
select
    client_key,
    setting_key,
    counselor_key,
    day,
    (status = 'attended')::utinyint as attended
from sessions
where status in ('attended', 'no_show', 'late_cancelled')
order by client_key, day;
