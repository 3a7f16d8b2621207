-- Alliance and outcome scores with the session they belong to.
create table scales as
with used as (
    select distinct instrument, subscale, 'alliance' as brought_by
    from exported.alliance
    union
    select distinct instrument, null, 'outcome'
    from exported.outcomes
)

select
    (row_number() over (order by used.instrument, used.subscale nulls first) - 1)
    ::usmallint as scale_key,
    used.instrument,
    coalesce(used.subscale, 'total') as subscale,
    coalesce(registry.about, used.brought_by) as about,
    case when used.subscale is null then registry.low else registry.subscale_low end
        as low,
    case when used.subscale is null then registry.high else registry.subscale_high end
        as high,
    case when used.subscale is null then registry.cutoff end as cutoff,
    registry.cutoff_source
from used
left join registry on used.instrument = registry.instrument
order by scale_key;

create table scores as
with brought as (
    select client_id, session_id, day, instrument, subscale, rater, score
    from exported.alliance
    union all by name
    select client_id, session_id, day, instrument, score
    from exported.outcomes
),

keyed as (
    select
        clients.client_key,
        scales.scale_key,
        brought.session_id,
        brought.day::date as day,
        brought.rater,
        brought.score
    from brought
    inner join clients on brought.client_id = clients.client_id
    inner join scales
        on brought.instrument = scales.instrument
        and coalesce(brought.subscale, 'total') = scales.subscale
),

sessions as (
    select
        client_key,
        day,
        arg_min(setting_key, nth) as setting_key,
        min(number_30) as number_30,
        min(number_60) as number_60,
        min(number_90) as number_90
    from steps
    group by client_key, day
),

stays as (
    select
        client_key,
        inactivity_window,
        first_day,
        last_day,
        case
            when last_followed in ('returned', 'not_yet_known') then 'open'
            when attended_sessions <= 2 then '1-2'
            when attended_sessions <= 4 then '3-4'
            when attended_sessions <= 8 then '5-8'
            else '9+'
        end::stay_length as length
    from episodes
    where is_first
)

select
    keyed.scale_key,
    keyed.client_key,
    keyed.day,
    keyed.score::float as score,
    keyed.rater,
    sessions.setting_key,
    sessions.number_30,
    sessions.number_60,
    sessions.number_90,
    stays_30.length as length_30,
    stays_60.length as length_60,
    stays_90.length as length_90
from keyed
left join sessions
    on keyed.client_key = sessions.client_key
    and keyed.day = sessions.day
left join stays as stays_30
    on keyed.client_key = stays_30.client_key
    and keyed.day between stays_30.first_day and stays_30.last_day
    and stays_30.inactivity_window = 30
left join stays as stays_60
    on keyed.client_key = stays_60.client_key
    and keyed.day between stays_60.first_day and stays_60.last_day
    and stays_60.inactivity_window = 60
left join stays as stays_90
    on keyed.client_key = stays_90.client_key
    and keyed.day between stays_90.first_day and stays_90.last_day
    and stays_90.inactivity_window = 90
order by keyed.scale_key, keyed.client_key, keyed.day;
