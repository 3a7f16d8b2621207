-- Who is in the export: clients, counselors, and the settings in which they meet.
-- The keys are in random order, so that neighbours are a random group of clients.
create table clients as
with ids as (
    select client_id from told_sessions
    union
    select client_id from told_clients
),

-- Of two grounds the client's own wish is told.
left_alone as (
    select
        client_id,
        max(flag) as flag
    from told_no_contact
    where said <> 'no'
    group by client_id
)

select
    (row_number() over (order by md5(ids.client_id), ids.client_id) - 1)::uinteger
        as client_key,
    ids.client_id,
    clients.referral_date::date as referral_day,
    clients.referral_source::referral_source_word as referral_source,
    clients.mandated::mandated_word as mandated,
    clients.earlier_treatment::earlier_treatment_word as earlier_treatment,
    clients.severity::severity_word as severity,
    clients.expectation::expectation_word as expectation,
    clients.payer::payer_word as payer,
    clients.copay,
    clients.age_band::age_band_word as age_band,
    clients.discharge_date::date as discharge_day,
    clients.discharge_reason,
    ending_words.ending,
    left_alone.flag as not_called_for
from ids
left join told_clients as clients on ids.client_id = clients.client_id
left join left_alone on ids.client_id = left_alone.client_id
left join ending_words on clients.discharge_reason = ending_words.word
order by client_key;

-- Who is named alike: without case, and with the first name first.
create temp macro spelled(name) as
if(
    contains(name, ','),
    concat_ws(
        ' ',
        trim(substr(lower(name), instr(name, ',') + 1)),
        trim(left(lower(name), instr(name, ',') - 1))
    ),
    lower(name)
);

-- Of several rows in the newest export, each a contract, the one of the last day says who
-- the counselor is; what it leaves empty, another may say.
create temp table current_counselors as
with aged as (
    select
        *,
        row_number() over (
            partition by counselor_id
            order by
                coalesce(valid_from <= $through::date, true) desc,
                valid_from desc nulls last,
                leave_from desc nulls last
        ) as age
    from told_counselors
    qualify
        dense_rank() over (partition by counselor_id order by known_at desc nulls last)
        = 1
)

select
    counselor_id,
    arg_min(name, age) as name,
    arg_min(supervisor, age) as supervisor,
    arg_min(site, age) as site,
    arg_min(credential, age) as credential,
    arg_min(specialties, age) as specialties
from aged
group by counselor_id;

create temp table named_counselors as
with ids as (
    select
        counselor_id,
        any_value(counselor_name) as name
    from told_sessions
    group by counselor_id
    union all by name
    select distinct counselors.counselor_id
    from told_counselors as counselors
    anti join told_sessions as sessions
        on counselors.counselor_id = sessions.counselor_id
)

select
    ids.counselor_id,
    coalesce(counselors.name, ids.name, ids.counselor_id) as counselor
from ids
left join current_counselors as counselors
    on ids.counselor_id = counselors.counselor_id;

-- Who supervises whom: directly, and by supervising a supervisor. Whoever is in the list
-- of counselors, by id or by a name that no one shares, is known by her id.
create table supervisors as
with recursive called as (
    select
        spelled(counselor) as spelling,
        any_value(counselor_id) as counselor_id
    from named_counselors
    group by spelling
    having count(*) = 1
),

told as (
    select
        counselor_id,
        unnest(string_split(supervisor, '; ')) as said
    from current_counselors
    where supervisor is not null
),

direct as (
    select distinct
        told.counselor_id,
        coalesce(
            by_id.counselor_id,
            called.counselor_id,
            min(told.said) over (partition by spelled(told.said))
        ) as supervisor_id
    from told
    left join named_counselors as by_id on told.said = by_id.counselor_id
    left join called on spelled(told.said) = called.spelling
),

-- Whoever supervises a supervisor, up to the top; a circle ends where it began.
above as (
    select
        counselor_id,
        supervisor_id
    from direct
    union
    select
        above.counselor_id,
        direct.supervisor_id
    from above
    inner join direct on above.supervisor_id = direct.counselor_id
)

select
    above.counselor_id,
    above.supervisor_id,
    coalesce(named.counselor, above.supervisor_id) as supervisor,
    direct.supervisor_id is not null as is_direct
from above
left join named_counselors as named on above.supervisor_id = named.counselor_id
left join direct
    on
        above.counselor_id = direct.counselor_id
        and above.supervisor_id = direct.supervisor_id
where above.supervisor_id <> above.counselor_id
order by above.counselor_id, above.supervisor_id;

create table counselors as
with led as (
    select
        counselor_id,
        string_agg(supervisor, '; ' order by supervisor, supervisor_id) as supervisor
    from supervisors
    where is_direct
    group by counselor_id
)

select
    (row_number() over (order by named.counselor_id) - 1)::usmallint as counselor_key,
    named.counselor_id,
    named.counselor,
    led.supervisor,
    counselors.site::site_word as site,
    counselors.credential,
    counselors.specialties
from named_counselors as named
left join current_counselors as counselors
    on named.counselor_id = counselors.counselor_id
left join led on named.counselor_id = led.counselor_id
order by counselor_key;

create table settings as
with met as (
    select distinct
        counselor_id,
        site,
        program,
        service_type,
        modality
    from told_sessions
    union all by name
    select counselors.counselor_id
    from counselors
    anti join told_sessions as sessions
        on counselors.counselor_id = sessions.counselor_id
),

led as (
    select
        counselor_id,
        list(supervisor_id order by supervisor_id) as led_by
    from supervisors
    group by counselor_id
)

select
    (row_number() over (
        order by
            met.counselor_id, met.site, met.program, met.service_type, met.modality
    ) - 1)::uinteger as setting_key,
    counselors.counselor_key,
    counselors.counselor_id,
    led.led_by,
    coalesce(met.site::site_word, counselors.site) as site,
    met.site as exported_site,
    met.program::program_word as program,
    met.service_type::service_type_word as service_type,
    met.modality::modality_word as modality
from met
inner join counselors on met.counselor_id = counselors.counselor_id
left join led on met.counselor_id = led.counselor_id
order by setting_key;
