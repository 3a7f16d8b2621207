-- What can the filters choose from?
-- One row per choice of a filter. Only what this person may see.
with seen as (

    select counselor_id, counselor_key, supervisor, site, program, service_type
    from settings
    where
        $scope is null
        or counselor_id = any($scope)

),

choices as (

    select distinct 'site' as dimension, site as value, site as label
    from seen

    union all

    select distinct 'program', program, program
    from seen

    union all

    select distinct 'service', service_type, service_type
    from seen

    union all

    select distinct 'supervisor', supervisor, supervisor
    from seen

    union all

    select distinct 'counselor', seen.counselor_id, counselors.counselor
    from seen
    inner join counselors on seen.counselor_key = counselors.counselor_key

    union all

    select distinct 'instrument', instrument, instrument
    from scales
    where
        about = 'alliance'

)

select dimension, value, label
from choices
where
    value is not null
order by dimension, label, value
