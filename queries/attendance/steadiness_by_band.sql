-- How steady are clients' slots, and how long the gaps between their sessions?
-- One row per measure and band. Clients last seen in the period; a slot needs four sessions with a time of day.
with banded as (

    select
        if(grouping(rhythms.slot_band) = 0, 'slot', 'gap') as measure,
        rhythms.slot_band,
        rhythms.gap_band,
        count(*) as clients,
        avg(rhythms.sessions) as mean_sessions
    from rhythms
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on rhythms.setting_key = chosen.setting_key
    where
        rhythms.last_day between $start and $end
    group by grouping sets ((rhythms.slot_band), (rhythms.gap_band))

)

select
    measure,
    coalesce(slot_band::varchar, gap_band::varchar) as band,
    clients,
    mean_sessions
from banded
where
    slot_band is not null
    or gap_band is not null
order by measure, slot_band, gap_band
