-- Whose caseload a selection shows: everyone who works in a chosen setting. A limit is for
-- all of a counselor's work, so the load set against it is always the whole load.
create macro chosen_people(
    scope, chosen_counselors, supervisors, sites, programs, services
) as table
    select distinct counselor_key
    from
        chosen_settings(
            scope, chosen_counselors, supervisors, sites, programs, services
        )
    union all
    -- Who waits without an appointment has no counselor yet, and no site.
    select null
    where
        scope is null
        and chosen_counselors is null
        and supervisors is null
        and sites is null
        and programs is null
        and services is null;

-- The reasons that `standings` adds up, by name; and the sum of those that are asked for.
create macro reason_names(sums) as list_filter(
    [
        if(sums & 1 > 0, 'early', ''),
        if(sums & 2 > 0, 'missed', ''),
        if(sums & 4 > 0, 'rupture', ''),
        if(sums & 8 > 0, 'rhythm', ''),
        if(sums & 16 > 0, 'waiting', ''),
        if(sums & 32 > 0, 'usual', '')
    ],
    lambda reason: reason <> ''
);

create macro reason_sum(names) as
if(names is null, 63, coalesce(list_sum(list_transform(
    list_distinct(names::varchar[]),
    lambda reason: case reason
        when 'early' then 1
        when 'missed' then 2
        when 'rupture' then 4
        when 'rhythm' then 8
        when 'waiting' then 16
        when 'usual' then 32
        else 0
    end
)), 0))::utinyint;
