-- What many questions share: the settings that a selection allows, and more.
create macro chosen_settings(
    scope, chosen_counselors, supervisors, sites, programs, services
) as table
select settings.setting_key, settings.counselor_key
from settings
where
    (scope is null or settings.counselor_id = any(scope))
    and (chosen_counselors is null or settings.counselor_id = any(chosen_counselors))
    and (supervisors is null or settings.supervisor = any(supervisors))
    and (sites is null or settings.site = any(sites))
    and (programs is null or settings.program = any(programs))
    and (services is null or settings.service_type = any(services));

-- What became of everyone who was referred or booked, with so many days to come in.
create macro intakes_followed(days_to_come) as table
select
    intakes.*,
    case
        when intakes.first_attended_day is not null then 'came'
        when
            intakes.next_day is not null
            or snapshot.data_through
            - greatest(intakes.came_day, intakes.last_appointment_day) < days_to_come
            then 'still waiting'
        else 'never came'
    end as became
from intakes
cross join snapshot;
