-- Clients who were referred or booked, and whether they ever came.
create table intakes as
with booked as (
    select
        client_key,
        min(coalesce(booked_day, day)) as booked_day,
        arg_min(setting_key, start) as setting_key,
        min(day) as first_appointment_day,
        arg_min(status, start) as first_status,
        arg_max(status, start) filter (
            where status not in ('scheduled', 'rescheduled', 'unmarked', 'unknown')
        ) as last_status,
        min(day) filter (where status = 'attended') as first_attended_day,
        max(day) filter (where status <> 'scheduled') as last_appointment_day,
        min(day) filter (where status = 'scheduled') as next_day
    from visits
    group by client_key
)

select
    clients.client_key,
    booked.setting_key,
    least(clients.referral_day, booked.booked_day, booked.first_appointment_day)
        as came_day,
    clients.referral_day,
    booked.first_appointment_day,
    booked.first_status,
    booked.last_status,
    booked.first_attended_day,
    booked.last_appointment_day,
    booked.next_day
from clients
left join booked on clients.client_key = booked.client_key
order by came_day, clients.client_key;
