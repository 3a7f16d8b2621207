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

create table counselors as
with ids as (
    select
        counselor_id,
        any_value(counselor_name) as name
    from told_sessions
    group by counselor_id
    union all by name
    select counselors.counselor_id
    from told_counselors as counselors
    anti join told_sessions as sessions
        on counselors.counselor_id = sessions.counselor_id
)

select
    (row_number() over (order by ids.counselor_id) - 1)::usmallint as counselor_key,
    ids.counselor_id,
    coalesce(counselors.name, ids.name, ids.counselor_id) as counselor,
    counselors.supervisor,
    counselors.site::site_word as site,
    case when counselors.weekly_hours > 0 then counselors.weekly_hours end
        as weekly_hours,
    case when counselors.caseload_limit > 0 then counselors.caseload_limit end
        as caseload_limit,
    counselors.credential,
    counselors.specialties,
    counselors.start_date::date as start_day,
    counselors.end_date::date as end_day
from ids
left join told_counselors as counselors
    on ids.counselor_id = counselors.counselor_id
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
)

select
    (row_number() over (
        order by
            met.counselor_id, met.site, met.program, met.service_type, met.modality
    ) - 1)::uinteger as setting_key,
    counselors.counselor_key,
    counselors.counselor_id,
    counselors.supervisor,
    coalesce(met.site::site_word, counselors.site) as site,
    met.site as exported_site,
    met.program::program_word as program,
    met.service_type::service_type_word as service_type,
    met.modality::modality_word as modality
from met
inner join counselors on met.counselor_id = counselors.counselor_id
order by setting_key;
