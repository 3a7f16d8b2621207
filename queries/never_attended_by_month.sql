-- How many clients who were booked never came to a first session?
-- One row per month in which they were referred or booked. Clients without any appointment are left out.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

came as (

    select
        intakes.client_key,
        intakes.setting_key,
        intakes.came_day,
        intakes.first_appointment_day,
        intakes.first_status,
        intakes.last_appointment_day,
        intakes.next_day,
        case
            when intakes.first_attended_day is not null then 'came'
            when intakes.next_day is not null then 'still waiting'
            when
                snapshot.data_through
                - greatest(intakes.came_day, intakes.last_appointment_day) < $window
                then 'still waiting'
            else 'never came'
        end as became
    from intakes
    cross join snapshot
    inner join chosen on intakes.setting_key = chosen.setting_key
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
