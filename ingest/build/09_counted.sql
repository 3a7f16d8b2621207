-- The sessions that an attendance rate counts, sorted by client: a rate's interval needs
-- them client by client, since the sessions of one client resemble each other.
create table counted_sessions as
with counted as (
    select
        client_key,
        setting_key,
        counselor_key,
        day,
        start,
        case when day >= booked_day then day - booked_day end as lead_days,
        status
    from visits
    where status in ('attended', 'no_show', 'late_cancelled')
)

select
    client_key,
    setting_key,
    counselor_key,
    day,
    (status = 'attended')::utinyint as attended,
    case when start > date_trunc('day', start) then hour(start) end::utinyint as hour,
    lead_days::smallint as lead_days,
    (row_number() over (partition by client_key order by start))::usmallint
        as appointment
from counted
order by client_key, day;
