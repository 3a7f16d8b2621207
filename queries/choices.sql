-- What can the filters choose from?
-- One row per choice of a filter. Only what this person may see.
with seen as (

    select
        counselor_id,
        counselor_key,
        supervisor,
        site,
        program,
        service_type
    from settings
    where
        $scope is null
        or counselor_id = any($scope)

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
        supervisor as value,
        supervisor as label
    from seen

    union all

    select distinct
        'counselor' as dimension,
        seen.counselor_id as value,
        counselors.counselor as label
    from seen
    inner join counselors on seen.counselor_key = counselors.counselor_key

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
