-- Which clients were booked and have not come yet?
-- One row per client who never attended, newest first, at most 5,000. Clients without any appointment are left out.
with came as (

    select
        intakes.client_key,
        intakes.setting_key,
        intakes.came_day,
        intakes.first_appointment_day,
        intakes.first_status,
        intakes.last_appointment_day,
        intakes.next_day,
        intakes.became
    from intakes_followed($window) as intakes
    inner join chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on intakes.setting_key = chosen.setting_key
    where
        intakes.came_day between $start and $end

)

select
    clients.client_id,
    counselors.counselor,
    came.came_day as referred_or_booked,
    came.first_appointment_day as first_appointment,
    came.first_status::varchar as first_status,
    came.last_appointment_day as last_appointment,
    came.next_day as next_appointment,
    came.became
from came
inner join settings on came.setting_key = settings.setting_key
inner join counselors on settings.counselor_key = counselors.counselor_key
inner join clients on came.client_key = clients.client_key
where
    came.became <> 'came'
order by came.came_day desc, came.client_key asc
limit 5000
