-- How steady are clients' slots, and how long the gaps between their sessions?
-- One row per measure and band. Clients last seen in the period; a slot needs four sessions with a time of day.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

regular as (

    select
        rhythms.steadiness,
        rhythms.usual_gap,
        rhythms.gaps,
        rhythms.weekly_gaps,
        rhythms.sessions
    from rhythms
    inner join chosen on rhythms.setting_key = chosen.setting_key
    where
        rhythms.last_day between $start and $end

),

banded as (

    select
        'slot' as measure,
        case
            when steadiness <= 1 then 'within 1 hour'
            when steadiness <= 6 then 'within 6 hours'
            when steadiness <= 24 then 'within a day'
            else 'no steady slot'
        end as band,
        case
            when steadiness <= 1 then 1
            when steadiness <= 6 then 2
            when steadiness <= 24 then 3
            else 4
        end as place,
        sessions
    from regular
    where
        steadiness is not null

    union all

    select
        'gap' as measure,
        case
            when usual_gap <= 4 then 'under 5 days'
            when usual_gap <= 9 then '5-9 days'
            when usual_gap <= 16 then '10-16 days'
            else '17 days and more'
        end as band,
        case
            when usual_gap <= 4 then 1
            when usual_gap <= 9 then 2
            when usual_gap <= 16 then 3
            else 4
        end as place,
        sessions
    from regular
    where
        usual_gap is not null

)

select
    measure,
    band,
    count(*) as clients,
    avg(sessions) as mean_sessions
from banded
group by measure, band, place
order by measure, place
