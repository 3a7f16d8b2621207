-- Who is on the call list, and why, for a selection. First whose caseload a selection
-- shows: everyone who works in a chosen setting. A limit is for
-- all of a counselor's work, so the load set against it is always the whole load.
create macro chosen_people(
    scope, chosen_counselors, supervisors, sites, programs, services
) as table
    select distinct counselor_key
    from
        chosen_settings(
            scope, chosen_counselors, supervisors, sites, programs, services
        )
    union all
    -- Who waits without an appointment has no counselor yet, and no site.
    select null
    where
        scope is null
        and chosen_counselors is null
        and supervisors is null
        and sites is null
        and programs is null
        and services is null;

-- Active clients of those counselors: seen within the window, or booked.
create macro chosen_active_clients(
    days_in, scope, chosen_counselors, supervisors, sites, programs, services
) as table
    select
        active_clients.client_key,
        chosen.counselor_key,
        active_clients.last_day,
        active_clients.next_start,
        active_clients.attended_sessions,
        coalesce(
            active_clients.last_day >= snapshot.data_through - days_in::integer, false
        ) as is_seen
    from active_clients
    inner join settings on active_clients.setting_key = settings.setting_key
    inner join chosen_people(
        scope, chosen_counselors, supervisors, sites, programs, services
    ) as chosen on settings.counselor_key = chosen.counselor_key
    cross join snapshot
    where
        active_clients.next_start is not null
        or active_clients.last_day >= snapshot.data_through - days_in::integer;

-- Weeks of those counselors, from when the export is one window old.
create macro chosen_weeks(
    days_in, scope, chosen_counselors, supervisors, sites, programs, services
) as table
    select
        weeks.counselor_key,
        weeks.week_end,
        weeks.active_clients,
        weeks.recently_seen,
        weeks.intakes,
        weeks.endings,
        weeks.waiting,
        weeks.attended_minutes,
        weeks.group_minutes,
        weeks.seat_minutes,
        weeks.sessions,
        weeks.clinic_cancelled,
        weeks.weekly_hours,
        weeks.caseload_limit,
        weeks.days_at_work
    from counselor_weeks as weeks
    inner join chosen_people(
        scope, chosen_counselors, supervisors, sites, programs, services
    ) as chosen on weeks.counselor_key is not distinct from chosen.counselor_key
    cross join snapshot
    where
        weeks.inactivity_window = days_in
        and weeks.week_end >= snapshot.first_day + days_in::integer;

-- The reasons that `standings` adds up, by name; and the sum of those that are asked for.
create macro reason_names(sums) as list_filter(
    [
        if(sums & 1 > 0, 'early', ''),
        if(sums & 2 > 0, 'missed', ''),
        if(sums & 4 > 0, 'rupture', ''),
        if(sums & 8 > 0, 'rhythm', ''),
        if(sums & 16 > 0, 'waiting', ''),
        if(sums & 32 > 0, 'usual', '')
    ],
    lambda reason: reason <> ''
);

create macro reason_sum(names) as
if(names is null, 63, coalesce(list_sum(list_transform(
    list_distinct(names::varchar[]),
    lambda reason: case reason
        when 'early' then 1
        when 'missed' then 2
        when 'rupture' then 4
        when 'rhythm' then 8
        when 'waiting' then 16
        when 'usual' then 32
        else 0
    end
)), 0))::utinyint;

-- Where clients of those counselors stood, and which of the reasons asked for they gave:
-- everyone, also who is not to be called. Lists come from chosen_standings.
create macro all_standings(
    days_in,
    chosen_reasons,
    scope,
    chosen_counselors,
    supervisors,
    sites,
    programs,
    services
) as table
    with asked as (
        select reason_sum(chosen_reasons) as reasons
    )

    select
        standings.turn,
        standings.day,
        standings.client_key,
        standings.counselor_key,
        standings.reasons & asked.reasons as reasons,
        standings.earlier & asked.reasons as earlier,
        standings.is_first,
        standings.days_left,
        standings.came_back,
        standings.session_number,
        standings.last_day,
        standings.came_day,
        standings.usual_gap,
        standings.next_start,
        clients.not_called_for
    from standings
    inner join clients on standings.client_key = clients.client_key
    inner join chosen_people(
        scope, chosen_counselors, supervisors, sites, programs, services
    ) as chosen on standings.counselor_key is not distinct from chosen.counselor_key
    cross join asked
    where standings.inactivity_window = days_in;

-- The same without those whom the export says not to call or write to.
create macro chosen_standings(
    days_in,
    chosen_reasons,
    scope,
    chosen_counselors,
    supervisors,
    sites,
    programs,
    services
) as table
    select
        turn,
        day,
        client_key,
        counselor_key,
        reasons,
        earlier,
        is_first,
        days_left,
        came_back,
        session_number,
        last_day,
        came_day,
        usual_gap,
        next_start
    from
        all_standings(
            days_in, chosen_reasons,
            scope, chosen_counselors, supervisors, sites, programs, services
        )
    where not_called_for is null;
