-- Whose caseload a selection shows: everyone who works in a chosen setting. A limit is for
-- all of a counselor's work, so the load set against it is always the whole load.
create macro chosen_people(
    scope, chosen_counselors, supervisors, sites, programs, services
) as table
select distinct counselor_key
from chosen_settings(scope, chosen_counselors, supervisors, sites, programs, services)
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

-- Why a client would be called, as it was known on the day of each turn.
-- The window closes so many days after the last session (or the referral).
create macro call_reasons(days_in_window) as table
with standing as (
    select
        standings.*,
        case days_in_window
            when 30 then number_30
            when 90 then number_90
            else number_60
        end as session_number,
        settings.counselor_key,
        standings.counted_from + days_in_window - standings.day as days_left,
        standings.next_start is null as is_unbooked,
        leaving_points.session_number as usual_point
    from standings
    left join settings on standings.setting_key = settings.setting_key
    left join leaving_points on leaving_points.inactivity_window = days_in_window
),

told as (
    select
        *,
        list_filter([
            if(last_day is not null and is_unbooked and session_number <= 2, 'early', ''),
            if(
                last_day is not null and is_unbooked
                and last_status in ('no_show', 'late_cancelled'),
                'missed', ''
            ),
            if(fell_day is not null, 'rupture', ''),
            if(
                gaps >= 2
                and day - last_day > greatest(1.5 * usual_gap, usual_gap + 7)
                and (is_unbooked or next_start >= day + 8),
                'rhythm', ''
            ),
            if(
                last_day is null and (is_unbooked or next_start >= day + 15),
                'waiting', ''
            ),
            if(session_number = usual_point, 'usual', '')
        ], lambda reason: reason <> '') as reasons
    from standing
)

select *
from told
where days_left >= 0;
