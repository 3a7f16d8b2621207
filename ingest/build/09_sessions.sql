-- Every session, sorted by its start.
create table sessions as
with rated as (
    select distinct
        ratings.client_key,
        ratings.day
    from ratings
    inner join scales on ratings.instrument_key = scales.instrument_key
    where scales.about = 'alliance'
),

-- The sessions that an attendance rate counts, by their order for the client.
counted as (
    select
        rowid as visit,
        row_number() over (
            partition by client_key order by start, session_id, setting_key
        ) as appointment,
        case when day >= booked_day then day - booked_day end as lead_days
    from visits
    where status in ('attended', 'no_show', 'late_cancelled')
)

select
    visits.start,
    visits.day,
    visits.status,
    visits.client_key,
    visits.setting_key,
    visits.counselor_key,
    visits.counselor_minutes,
    visits.group_minutes,
    steps.number_30,
    steps.number_60,
    steps.number_90,
    steps.followed_30,
    steps.followed_60,
    steps.followed_90,
    steps.days_to_next,
    rated.day is not null as rated,
    if(
        counted.appointment < 6, counted.appointment::varchar, '6 and later'
    )::appointment_word as appointment,
    case
        when counted.lead_days <= 1 then '0-1 days'
        when counted.lead_days <= 7 then '2-7 days'
        when counted.lead_days <= 14 then '8-14 days'
        when counted.lead_days <= 28 then '15-28 days'
        when counted.lead_days > 28 then '29 days and more'
    end::lead_time_word as lead_time,
    visits.session_id
from visits
left join steps on visits.rowid = steps.visit
left join counted on visits.rowid = counted.visit
left join rated
    on
        visits.status = 'attended'
        and visits.client_key = rated.client_key
        and visits.day = rated.day
order by visits.start, visits.client_key;
