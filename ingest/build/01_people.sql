-- Who is in the export: clients, counselors, and the settings in which they meet.
create table clients as
with ids as (
    select client_id from exported.sessions
    union
    select client_id from exported.clients
)

select
    (row_number() over (order by ids.client_id) - 1)::uinteger as client_key,
    ids.client_id,
    clients.referral_date::date as referral_day,
    clients.referral_source,
    clients.mandated,
    clients.earlier_treatment,
    clients.severity,
    clients.expectation,
    clients.payer,
    clients.copay,
    clients.age_band,
    clients.discharge_date::date as discharge_day,
    clients.discharge_reason,
    ending_words.ending
from ids
left join exported.clients as clients on ids.client_id = clients.client_id
left join ending_words on clients.discharge_reason = ending_words.word
order by client_key;

create table counselors as
with ids as (
    select counselor_id, any_value(counselor_name) as name
    from exported.sessions
    group by counselor_id
    union all by name
    select counselor_id
    from exported.counselors
    anti join exported.sessions as sessions using (counselor_id)
)

select
    (row_number() over (order by ids.counselor_id) - 1)::usmallint as counselor_key,
    ids.counselor_id,
    coalesce(counselors.name, ids.name, ids.counselor_id) as counselor,
    counselors.supervisor,
    counselors.site,
    case when counselors.weekly_hours > 0 then counselors.weekly_hours end
        as weekly_hours,
    case when counselors.caseload_limit > 0 then counselors.caseload_limit end
        as caseload_limit,
    counselors.credential,
    counselors.specialties,
    counselors.start_date::date as start_day,
    counselors.end_date::date as end_day
from ids
left join exported.counselors as counselors on ids.counselor_id = counselors.counselor_id
order by counselor_key;

create table settings as
with met as (
    select distinct counselor_id, site, program, service_type, modality
    from exported.sessions
    union all by name
    select counselors.counselor_id
    from counselors
    anti join exported.sessions as sessions using (counselor_id)
)

select
    (row_number() over (
        order by
            met.counselor_id, met.site, met.program, met.service_type, met.modality
    ) - 1)::uinteger as setting_key,
    counselors.counselor_key,
    counselors.counselor_id,
    counselors.supervisor,
    coalesce(met.site, counselors.site) as site,
    met.site as exported_site,
    met.program,
    met.service_type,
    met.modality
from met
inner join counselors on met.counselor_id = counselors.counselor_id
order by setting_key;

create macro chosen_settings(
    scope, chosen_counselors, supervisors, sites, programs, services
) as table
select settings.setting_key, settings.counselor_key
from settings
where
    (scope is null or settings.counselor_id = any(scope))
    and (chosen_counselors is null or settings.counselor_id = any(chosen_counselors))
    and (supervisors is null or settings.supervisor = any(supervisors))
    and (sites is null or settings.site = any(sites))
    and (programs is null or settings.program = any(programs))
    and (services is null or settings.service_type = any(services));
