-- What many questions share. First the settings that a selection allows: a question joins
-- them where it reads, and names them once as `chosen` where it reads twice. A supervisor's
-- are the counselors under her, and those under a supervisor under her.
create macro chosen_settings(
    scope, chosen_counselors, supervisors, sites, programs, services
) as table
    select
        setting_key,
        counselor_key
    from settings
    where
        (scope is null or counselor_id = any(scope))
        and (chosen_counselors is null or counselor_id = any(chosen_counselors))
        and (supervisors is null or list_has_any(led_by, supervisors))
        and (sites is null or site = any(sites))
        and (programs is null or program = any(programs))
        and (services is null or service_type = any(services));

-- First episodes, with the counselor of session one.
create macro chosen_beginnings(
    days_in, scope, chosen_counselors, supervisors, sites, programs, services
) as table
    select
        beginnings.first_day,
        beginnings.last_day,
        beginnings.client_key,
        chosen.counselor_key,
        beginnings.attended_sessions,
        beginnings.mature_sessions,
        beginnings.followed,
        beginnings.last_followed,
        beginnings.last_status,
        beginnings.is_discharged,
        beginnings.ending,
        beginnings.referral_source,
        beginnings.mandated,
        beginnings.earlier_treatment,
        beginnings.severity,
        beginnings.expectation,
        beginnings.payer,
        beginnings.copay,
        beginnings.age_band,
        beginnings.site,
        beginnings.program,
        beginnings.modality,
        beginnings.service_type,
        beginnings.wait,
        beginnings.first_gap,
        beginnings.slot
    from beginnings
    inner join chosen_settings(
        scope, chosen_counselors, supervisors, sites, programs, services
    ) as chosen on beginnings.setting_key = chosen.setting_key
    where beginnings.inactivity_window = days_in;

-- What became of everyone who was referred or booked, with so many days to come in.
create macro intakes_followed(days_to_come) as table
    select
        intakes.client_key,
        intakes.setting_key,
        intakes.came_day,
        intakes.referral_day,
        intakes.first_appointment_day,
        intakes.first_status,
        intakes.last_status,
        intakes.first_attended_day,
        intakes.last_appointment_day,
        intakes.next_day,
        case
            when intakes.first_attended_day is not null then 'came'
            when
                intakes.next_day is not null
                or snapshot.data_through
                - greatest(intakes.came_day, intakes.last_appointment_day)
                < days_to_come
                then 'still waiting'
            else 'never came'
        end as became
    from intakes
    cross join snapshot;

-- Ratings as they stand under one inactivity window: their session's number in the
-- episode, what followed it, and how long the first episode lasted (null in a later one).
create macro placed_ratings(inactivity_window) as table
    select
        instrument_key,
        client_key,
        day,
        setting_key,
        at_window(inactivity_window, number_30, number_60, number_90) as session_number,
        at_window(inactivity_window, followed_30, followed_60, followed_90) as followed,
        at_window(inactivity_window, length_30, length_60, length_90) as length,
        columns('^score_')
    from ratings;

create macro chosen_ratings(
    inactivity_window, scope, chosen_counselors, supervisors, sites, programs, services
) as table
    select
        ratings.instrument_key,
        ratings.client_key,
        ratings.day,
        chosen.counselor_key,
        ratings.session_number,
        ratings.followed,
        ratings.length,
        columns('^score_')
    from placed_ratings(inactivity_window) as ratings
    inner join chosen_settings(
        scope, chosen_counselors, supervisors, sites, programs, services
    ) as chosen on ratings.setting_key = chosen.setting_key;

-- Attended sessions as they stand under one inactivity window.
create macro placed_sessions(inactivity_window) as table
    select
        session_id,
        start,
        day,
        client_key,
        setting_key,
        counselor_key,
        rated,
        at_window(inactivity_window, number_30, number_60, number_90) as session_number,
        at_window(inactivity_window, followed_30, followed_60, followed_90) as followed
    from sessions
    where status = 'attended';

-- The instruments that measure alliance, and what their total ranges over.
create macro alliance_totals(chosen_instruments) as table
    select
        instrument_key,
        instrument,
        low,
        high,
        cutoff
    from scales
    where
        part = 0
        and about = 'alliance'
        and (chosen_instruments is null or instrument = any(chosen_instruments));

-- The mean early alliance of each client, with the counselor of the first rated session.
create macro early_alliance(
    first_day, last_day, inactivity_window, scope, chosen_counselors, supervisors,
    sites, programs, services, chosen_instruments
) as table
    select
        instruments.instrument,
        ratings.client_key,
        arg_min(
            ratings.counselor_key, (ratings.day, ratings.counselor_key)
        ) as counselor_key,
        avg(ratings.score_0) as alliance
    from
        chosen_ratings(
            inactivity_window, scope, chosen_counselors, supervisors, sites, programs,
            services
        ) as ratings
    inner join alliance_totals(chosen_instruments) as instruments
        on ratings.instrument_key = instruments.instrument_key
    where
        ratings.day between first_day and last_day
        and ratings.score_0 is not null
        and ratings.length is not null
        and is_early(ratings.session_number)
    group by instruments.instrument, ratings.client_key;

-- Alliance instruments with a total or subscales, and the cutoff of the total.
create macro alliance_instruments(chosen_instruments) as table
    select
        instrument_key,
        max(cutoff) as cutoff
    from scales
    where
        about = 'alliance'
        and (chosen_instruments is null or instrument = any(chosen_instruments))
    group by instrument_key;

-- Sessions of the stretches between the newest 201 no-shows of a selection. Stretch 1 ends
-- with the newest no-show, stretch 0 is since then.
create macro sessions_between_no_shows(
    period_start,
    period_end,
    scope,
    chosen_counselors,
    supervisors,
    sites,
    programs,
    services
) as table
    with chosen as (
        select setting_key
        from
            chosen_settings(
                scope, chosen_counselors, supervisors, sites, programs, services
            )
    ),

    no_shows as (
        select
            sessions.start,
            sessions.client_key,
            sessions.setting_key
        from sessions
        inner join chosen on sessions.setting_key = chosen.setting_key
        where
            sessions.day between period_start and period_end
            and sessions.status = 'no_show'
        order by
            sessions.start desc, sessions.client_key desc, sessions.setting_key desc
        limit 201
    ),

    rated as (
        select
            sessions.session_id,
            sessions.start,
            sessions.client_key,
            sessions.setting_key,
            sessions.counselor_key,
            sessions.status,
            count(*) filter (where sessions.status = 'no_show') over (
                order by
                    sessions.start desc,
                    sessions.client_key desc,
                    sessions.setting_key desc,
                    sessions.status desc
                rows unbounded preceding
            ) as number
        from sessions
        inner join chosen on sessions.setting_key = chosen.setting_key
        where
            sessions.day between period_start and period_end
            and sessions.status in ('attended', 'no_show', 'late_cancelled')
            and sessions.start >= (select min(no_shows.start) from no_shows)
    )

    select *
    from rated
    where number < (select count(*) from no_shows);

-- Columns that several questions count. `unnest` lays them out beside the others.
-- Sessions by status, of rows that stand for so many sessions.
create macro session_statuses(status, sessions) as {
    'attended': coalesce(sum(sessions) filter (where status = 'attended'), 0)::bigint,
    'no_show': coalesce(sum(sessions) filter (where status = 'no_show'), 0)::bigint,
    'late_cancelled':
    coalesce(sum(sessions) filter (where status = 'late_cancelled'), 0)::bigint,
    'client_cancelled':
    coalesce(sum(sessions) filter (where status = 'client_cancelled'), 0)::bigint,
    'clinic_cancelled':
    coalesce(sum(sessions) filter (where status = 'clinic_cancelled'), 0)::bigint,
    'rescheduled':
    coalesce(sum(sessions) filter (where status = 'rescheduled'), 0)::bigint,
    'unmarked': coalesce(sum(sessions) filter (where status = 'unmarked'), 0)::bigint,
    'unknown': coalesce(sum(sessions) filter (where status = 'unknown'), 0)::bigint,
    'sessions': coalesce(sum(sessions), 0)::bigint
};

-- What followed a session, of rows that stand for so many clients who came that far.
create macro endings_after(session_number, clients, mature_sessions, followed) as {
    'at_risk': sum(clients)::bigint,
    'dropped_out': coalesce(sum(clients) filter (
        where mature_sessions = session_number and followed = 'dropped_out'
    ), 0)::bigint,
    'completed': coalesce(sum(clients) filter (
        where mature_sessions = session_number and followed = 'completed'
    ), 0)::bigint,
    'other_ending': coalesce(sum(clients) filter (
        where mature_sessions = session_number and followed = 'other_ending'
    ), 0)::bigint
};

-- What followed session one and session two, or a later one and the next: clients.
create macro early_endings(session_number, mature_sessions, followed) as {
    'at_risk_one': count(*) filter (where mature_sessions >= session_number),
    'dropped_one': count(*) filter (
        where mature_sessions = session_number and followed = 'dropped_out'
    ),
    'completed_one': count(*) filter (
        where mature_sessions = session_number and followed = 'completed'
    ),
    'other_one': count(*) filter (
        where mature_sessions = session_number and followed = 'other_ending'
    ),
    'at_risk_two': count(*) filter (where mature_sessions >= session_number + 1),
    'dropped_two': count(*) filter (
        where mature_sessions = session_number + 1 and followed = 'dropped_out'
    ),
    'completed_two': count(*) filter (
        where mature_sessions = session_number + 1 and followed = 'completed'
    ),
    'other_two': count(*) filter (
        where mature_sessions = session_number + 1 and followed = 'other_ending'
    )
};

-- Hours a week over some days of several terms, each with its days: their mean. Null where
-- the hours of any day are not known.
create macro mean_hours(weekly_hours, days) as
case
    when count(weekly_hours) < count(*) then null
    when min(weekly_hours) = max(weekly_hours) then min(weekly_hours)
    else sum(weekly_hours * days) / sum(days)
end;
