-- How many clients who were booked never came to a first session?
-- One row per month in which they were referred or booked. Clients without any appointment are left out.
with came as (

    select
        intakes.came_day,
        intakes.first_status,
        intakes.became
    from intakes_followed($window) as intakes
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on intakes.setting_key = chosen.setting_key
    where
        intakes.came_day between $start and $end

)

select
    date_trunc('month', came_day)::date as month,
    count(*) as clients,
    count(*) filter (where became = 'came') as came,
    count(*) filter (where became = 'never came') as never_came,
    count(*) filter (where became = 'still waiting') as still_waiting,
    count(*) filter (where first_status in ('no_show', 'late_cancelled'))
        as first_missed
from came
group by month
order by month
