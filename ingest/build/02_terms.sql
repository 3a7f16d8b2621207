-- Which hours a week and which limit each counselor had from which day to which.
-- Rows of counselors and what the clinic wrote by hand are contracts: on each day the one
-- that began last holds, those by hand before others. What a newer export says of a
-- counselor holds from its first day on, what older ones said holds before.
create temp table told_contracts as
with exported_contracts as (
    select
        counselors.counselor_key,
        told.known_at,
        coalesce(told.valid_from::date, '-infinity'::date) as from_day,
        coalesce(told.valid_to::date, 'infinity'::date) as to_day,
        case when told.weekly_hours > 0 then told.weekly_hours end as weekly_hours,
        case when told.caseload_limit > 0 then told.caseload_limit end
            as caseload_limit,
        told.start_date::date as start_day,
        told.end_date::date as end_day,
        told.leave_from::date as leave_from_day,
        told.leave_to::date as leave_to_day
    from told_counselors as told
    inner join counselors on told.counselor_id = counselors.counselor_id
)

select
    *,
    coalesce(
        min(from_day) over (
            partition by counselor_key
            order by known_at desc nulls last
            groups between unbounded preceding and 1 preceding
        ) - 1,
        'infinity'::date
    ) as last_day
from exported_contracts;

create temp table named_contracts as
with alike as (
    select
        counselor_key,
        counselor_id,
        counselor,
        count(*) over (partition by counselor) as of_that_name
    from counselors
),

names as (
    select
        counselor_key,
        counselor_id as name
    from alike

    union

    select
        alike.counselor_key,
        alike.counselor as name
    from alike
    anti join counselors on alike.counselor = counselors.counselor_id
    where alike.of_that_name = 1
)

select
    names.counselor_key,
    contracts_by_hand.place,
    coalesce(contracts_by_hand.from_day, '-infinity'::date) as from_day,
    coalesce(contracts_by_hand.to_day, 'infinity'::date) as to_day,
    contracts_by_hand.weekly_hours,
    contracts_by_hand.caseload_limit,
    contracts_by_hand.is_leave,
    contracts_by_hand.left_day
from contracts_by_hand
inner join names on contracts_by_hand.counselor = names.name;

create temp table contracts as
select
    counselor_key,
    0 as place,
    from_day,
    least(to_day, last_day) as to_day,
    weekly_hours,
    caseload_limit
from told_contracts
where from_day <= least(to_day, last_day)

union all

select
    counselor_key,
    place,
    from_day,
    to_day,
    weekly_hours,
    caseload_limit
from named_contracts
where weekly_hours is not null or caseload_limit is not null;

-- A leave without a first day has begun by the last day of the data.
create temp table leaves as
select
    counselor_key,
    coalesce(leave_from_day, $through::date) as from_day,
    least(coalesce(leave_to_day, 'infinity'::date), last_day) as to_day
from told_contracts
where
    coalesce(leave_from_day, $through::date)
    <= least(coalesce(leave_to_day, 'infinity'::date), last_day)
    and (leave_from_day is not null or leave_to_day is not null)

union all

select
    counselor_key,
    from_day,
    to_day
from named_contracts
where is_leave;

create temp table employments as
with newest as (
    select
        counselor_key,
        start_day,
        end_day
    from told_contracts
    where last_day = 'infinity'::date
    qualify rank() over (partition by counselor_key order by from_day desc) = 1
),

exported_employments as (
    select
        counselor_key,
        min(start_day) as start_day,
        max(end_day) as end_day
    from newest
    group by counselor_key
),

left_by_hand as (
    select
        counselor_key,
        arg_max(left_day, place) as end_day
    from named_contracts
    where left_day is not null
    group by counselor_key
)

select
    counselors.counselor_key,
    exported_employments.start_day,
    coalesce(left_by_hand.end_day, exported_employments.end_day) as end_day
from counselors
left join exported_employments
    on counselors.counselor_key = exported_employments.counselor_key
left join left_by_hand on counselors.counselor_key = left_by_hand.counselor_key;

-- Terms without gaps or overlaps, one after another. Who is away (not there yet, on leave,
-- left, or without a contract after one has ended) has no hours and no limit then; who is
-- at work without known hours has null.
create table terms as
with edges as (
    select
        counselor_key,
        '-infinity'::date as day
    from counselors

    union

    select
        counselor_key,
        unnest([start_day, end_day + 1]) as day
    from employments

    union

    select
        counselor_key,
        unnest([from_day, to_day + 1]) as day
    from contracts

    union

    select
        counselor_key,
        unnest([from_day, to_day + 1]) as day
    from leaves
),

spans as (
    select
        counselor_key,
        day as from_day,
        coalesce(
            lead(day) over (partition by counselor_key order by day) - 1,
            'infinity'::date
        ) as to_day
    from edges
    where day < 'infinity'::date
),

contracted as (
    select
        spans.counselor_key,
        spans.from_day,
        arg_max(
            contracts.weekly_hours,
            row(contracts.place > 0, contracts.from_day, contracts.place)
        ) as weekly_hours,
        arg_max(
            contracts.caseload_limit,
            row(contracts.place > 0, contracts.from_day, contracts.place)
        ) as caseload_limit
    from spans
    inner join contracts
        on
            spans.counselor_key = contracts.counselor_key
            and spans.from_day between contracts.from_day and contracts.to_day
    group by spans.counselor_key, spans.from_day
),

first_contracts as (
    select
        counselor_key,
        min(from_day) as from_day
    from contracts
    group by counselor_key
),

judged as (
    select
        spans.counselor_key,
        spans.from_day,
        spans.to_day,
        contracted.weekly_hours,
        contracted.caseload_limit,
        case
            when spans.from_day < employments.start_day then 'not yet'
            when spans.from_day > employments.end_day then 'left'
            when exists (
                select 1
                from leaves
                where
                    leaves.counselor_key = spans.counselor_key
                    and spans.from_day between leaves.from_day and leaves.to_day
            ) then 'on leave'
            when
                contracted.counselor_key is null
                and spans.from_day > first_contracts.from_day
                then 'ended'
            else 'at work'
        end as standing
    from spans
    inner join employments on spans.counselor_key = employments.counselor_key
    left join first_contracts on spans.counselor_key = first_contracts.counselor_key
    left join contracted
        on
            spans.counselor_key = contracted.counselor_key
            and spans.from_day = contracted.from_day
),

known as (
    select
        counselor_key,
        from_day,
        to_day,
        standing,
        if(standing = 'at work', weekly_hours, 0) as weekly_hours,
        if(standing = 'at work', caseload_limit, null) as caseload_limit
    from judged
),

beside_before as (
    select
        *,
        row(standing, weekly_hours, caseload_limit) as said,
        lag(row(standing, weekly_hours, caseload_limit)) over (
            partition by counselor_key order by from_day
        ) as said_before
    from known
),

numbered as (
    select
        *,
        count(*) filter (where said is distinct from said_before) over (
            partition by counselor_key order by from_day
        ) as number
    from beside_before
)

select
    counselor_key,
    min(from_day) as from_day,
    max(to_day) as to_day,
    any_value(standing) as standing,
    any_value(weekly_hours) as weekly_hours,
    any_value(caseload_limit) as caseload_limit
from numbered
group by counselor_key, number
order by counselor_key, from_day;
