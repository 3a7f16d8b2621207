-- What can the filters choose from?
-- One row per choice of a filter. Only what this person may see.
with people as (

    select
        counselor_id,
        counselor
    from counselors
    where
        $scope is null
        or counselor_id = any($scope)

),

seen as (

    select distinct
        settings.site,
        settings.program,
        settings.service_type
    from settings
    inner join people on settings.counselor_id = people.counselor_id

),

choices as (

    select distinct
        'site' as dimension,
        site as value,
        site as label
    from seen

    union all

    select distinct
        'program' as dimension,
        program as value,
        program as label
    from seen

    union all

    select distinct
        'service' as dimension,
        service_type as value,
        service_type as label
    from seen

    union all

    select distinct
        'supervisor' as dimension,
        supervisors.supervisor_id as value,
        supervisors.supervisor as label
    from supervisors
    inner join people on supervisors.counselor_id = people.counselor_id

    union all

    select
        'counselor' as dimension,
        counselor_id as value,
        counselor as label
    from people

    union all

    select distinct
        'instrument' as dimension,
        instrument as value,
        instrument as label
    from scales
    where
        about = 'alliance'

)

select
    dimension,
    value,
    label
from choices
where
    value is not null
order by dimension, label, value
