-- Which clients leave early: does any attribute go with it?
-- One row per attribute, value and session number 1 to 20. First episodes; a value that was not recorded is its own.
with tallied as (

    select
        case
            when grouping(referral_source) = 0 then 'referral_source'
            when grouping(mandated) = 0 then 'mandated'
            when grouping(earlier_treatment) = 0 then 'earlier_treatment'
            when grouping(severity) = 0 then 'severity'
            when grouping(expectation) = 0 then 'expectation'
            when grouping(payer) = 0 then 'payer'
            when grouping(copay) = 0 then 'copay'
            when grouping(age_band) = 0 then 'age_band'
            when grouping(site) = 0 then 'site'
            when grouping(program) = 0 then 'program'
            when grouping(modality) = 0 then 'modality'
            when grouping(service_type) = 0 then 'service_type'
            when grouping(wait) = 0 then 'wait'
            when grouping(first_gap) = 0 then 'first_gap'
            when grouping(slot) = 0 then 'slot'
        end as attribute,
        coalesce(
            referral_source,
            mandated,
            earlier_treatment,
            severity,
            expectation,
            payer,
            copay,
            age_band,
            site,
            program,
            modality,
            service_type,
            wait,
            first_gap,
            slot,
            'not recorded'
        ) as value,
        mature_sessions,
        followed,
        count(*) as clients
    from
        chosen_beginnings(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        mature_sessions >= 1
        and first_day between $start and $end
    group by grouping sets (
        (mature_sessions, followed, referral_source),
        (mature_sessions, followed, mandated),
        (mature_sessions, followed, earlier_treatment),
        (mature_sessions, followed, severity),
        (mature_sessions, followed, expectation),
        (mature_sessions, followed, payer),
        (mature_sessions, followed, copay),
        (mature_sessions, followed, age_band),
        (mature_sessions, followed, site),
        (mature_sessions, followed, program),
        (mature_sessions, followed, modality),
        (mature_sessions, followed, service_type),
        (mature_sessions, followed, wait),
        (mature_sessions, followed, first_gap),
        (mature_sessions, followed, slot)
    )

),

numbers as (

    select unnest(range(1, 21)) as session_number

)

select
    tallied.attribute,
    tallied.value,
    numbers.session_number,
    -- at_risk, dropped_out, completed, other_ending
    unnest(endings_after(
        numbers.session_number,
        tallied.clients,
        tallied.mature_sessions,
        tallied.followed
    ))
from numbers
inner join tallied on numbers.session_number <= tallied.mature_sessions
group by tallied.attribute, tallied.value, numbers.session_number
order by tallied.attribute, tallied.value, numbers.session_number
