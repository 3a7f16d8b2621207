-- How full is each counselor in each quarter, and what happens to their clients then?
-- One row per counselor and quarter. Clients who began belong to the quarter and counselor of session one, sessions to who held them. Weeks before the export is one window old are left out; weeks without a day at work have no clients to set against a limit.
with carried as (

    select
        counselor_key,
        date_trunc('quarter', week_end)::date as quarter,
        count(*) as weeks,
        avg(active_clients) filter (where days_at_work > 0) as active_clients,
        avg(caseload_limit) as caseload_limit,
        avg(attended_minutes) / 60 as attended_hours,
        avg(group_minutes) / 60 as group_hours,
        avg(seat_minutes) / 60 as seat_hours,
        nullif(mean_hours(weekly_hours, 7), 0) as weekly_hours,
        sum(days_at_work) / (7 * count(*)) as at_work,
        sum(sessions)::bigint as sessions,
        sum(clinic_cancelled)::bigint as clinic_cancelled
    from
        chosen_weeks(
            $window, $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where
        week_end between $start and $end
    group by counselor_key, quarter

),

began as (

    select
        settings.counselor_key,
        date_trunc('quarter', beginnings.first_day)::date as quarter,
        count(*) filter (where beginnings.mature_sessions >= 1) as at_risk_one,
        count(*) filter (
            where
            beginnings.mature_sessions = 1
            and beginnings.followed = 'dropped_out'
        ) as dropped_one
    from beginnings
    inner join settings on beginnings.setting_key = settings.setting_key
    where
        beginnings.inactivity_window = $window
        and beginnings.first_day between $start and $end
    group by settings.counselor_key, quarter

),

early as (

    select
        settings.counselor_key,
        date_trunc('quarter', ratings.day)::date as quarter,
        ratings.client_key,
        avg((ratings.score_0 - scales.low) / (scales.high - scales.low)) as share
    from placed_ratings($window) as ratings
    inner join scales
        on
            ratings.instrument_key = scales.instrument_key
            and scales.part = 0
    inner join settings on ratings.setting_key = settings.setting_key
    where
        scales.about = 'alliance'
        and scales.high > scales.low
        and ratings.score_0 is not null
        and ratings.day between $start and $end
        and is_early(ratings.session_number)
    group by settings.counselor_key, quarter, ratings.client_key

),

rated as (

    select
        counselor_key,
        quarter,
        count(*) as rated_clients,
        sum(share) as alliance_sum
    from early
    group by counselor_key, quarter

)

select
    counselors.counselor_id,
    counselors.counselor,
    carried.quarter,
    carried.weeks,
    carried.active_clients,
    carried.caseload_limit,
    carried.attended_hours,
    carried.group_hours,
    carried.seat_hours,
    carried.weekly_hours,
    carried.at_work,
    coalesce(began.at_risk_one, 0) as at_risk_one,
    coalesce(began.dropped_one, 0) as dropped_one,
    carried.sessions,
    carried.clinic_cancelled,
    coalesce(rated.rated_clients, 0) as rated_clients,
    coalesce(rated.alliance_sum, 0) as alliance_sum
from carried
inner join counselors on carried.counselor_key = counselors.counselor_key
left join began
    on
        carried.counselor_key = began.counselor_key
        and carried.quarter = began.quarter
left join rated
    on
        carried.counselor_key = rated.counselor_key
        and carried.quarter = rated.quarter
order by counselors.counselor, counselors.counselor_id, carried.quarter
