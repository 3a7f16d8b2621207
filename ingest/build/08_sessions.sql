-- Every session, sorted by its start.
create table sessions as
with rated as (
    select distinct ratings.client_key, ratings.day
    from ratings
    inner join scales on ratings.instrument_key = scales.instrument_key
    where scales.about = 'alliance'
)

select
    visits.start,
    visits.day,
    visits.status,
    visits.client_key,
    visits.setting_key,
    visits.counselor_key,
    visits.counselor_minutes,
    steps.number_30,
    steps.number_60,
    steps.number_90,
    steps.followed_30,
    steps.followed_60,
    steps.followed_90,
    steps.days_to_next,
    rated.day is not null as rated,
    visits.session_id
from visits
left join steps on visits.rowid = steps.visit
left join rated
    on visits.status = 'attended'
    and visits.client_key = rated.client_key
    and visits.day = rated.day
order by visits.start, visits.client_key;
