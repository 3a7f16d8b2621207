-- Words that repeat are enums: small to keep and fast to group by.
-- An enum's question stands in brackets, or DuckDB does not read it -- noqa: disable=CV07
create type referral_source_word as enum (
    select distinct referral_source::varchar from told_clients
    where referral_source is not null
    order by referral_source
);
create type mandated_word as enum (
    select distinct mandated::varchar from told_clients
    where mandated is not null
    order by mandated
);
create type earlier_treatment_word as enum (
    select distinct earlier_treatment::varchar from told_clients
    where earlier_treatment is not null
    order by earlier_treatment
);
create type severity_word as enum (
    select distinct severity::varchar from told_clients
    where severity is not null
    order by severity
);
create type expectation_word as enum (
    select distinct expectation::varchar from told_clients
    where expectation is not null
    order by expectation
);
create type payer_word as enum (
    select distinct payer::varchar from told_clients
    where payer is not null
    order by payer
);
create type age_band_word as enum (
    select distinct age_band::varchar from told_clients
    where age_band is not null
    order by age_band
);
create type program_word as enum (
    select distinct program::varchar from told_sessions
    where program is not null
    order by program
);
create type service_type_word as enum (
    select distinct service_type::varchar from told_sessions
    where service_type is not null
    order by service_type
);
create type modality_word as enum (
    select distinct modality::varchar from told_sessions
    where modality is not null
    order by modality
);
create type site_word as enum (
    select site
    from (
        select site from told_sessions
        union
        select site from told_counselors
    ) as sites
    where site is not null
    order by site
);

-- Bands that every clinic shares.
create type weekday_word as enum(
    'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'
);
create type hour_word as enum (
    select printf('%02d:00', hours.hour) from range(24) as hours (hour)
    order by hours.hour
);
create type lead_time_word as enum(
    '0-1 days', '2-7 days', '8-14 days', '15-28 days', '29 days and more'
);
create type appointment_word as enum('1', '2', '3', '4', '5', '6 and later');
create type copay_word as enum('none', 'some');
create type wait_word as enum(
    '0-7 days', '8-14 days', '15-28 days', '29 days and more'
);
create type first_gap_word as enum('0-9 days', '10-16 days', '17 days and more');
create type slot_word as enum('steady slot', 'within a day', 'no steady slot');
create type slot_band_word as enum(
    'within 1 hour', 'within 6 hours', 'within a day', 'no steady slot'
);
create type gap_band_word as enum(
    'under 5 days', '5-9 days', '10-16 days', '17 days and more'
);

-- The value of three that goes with an inactivity window.
create macro at_window(inactivity_window, of_30, of_60, of_90) as
case inactivity_window
    when 30 then of_30
    when 90 then of_90
    else of_60
end;
