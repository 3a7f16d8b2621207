-- How many clients does the clinic see a year for each standard counselor?
-- One row per year from July to June. Clients seen at least once in it; contracted hours of who worked in it, for the days on which they had them; none on leave.
with chosen as (

    select counselor_key
    from chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

),

years as (

    select
        make_date(spans.year::integer, 7, 1) as year_from,
        make_date(spans.year::integer + 1, 6, 30) as year_to,
        snapshot.first_day,
        snapshot.data_through
    from snapshot
    cross join
        range(
            year(snapshot.first_day) - 1, year(snapshot.data_through) + 1
        ) as spans (year)
    where
        make_date(spans.year::integer, 7, 1) <= snapshot.data_through
        and make_date(spans.year::integer + 1, 6, 30) >= snapshot.first_day

),

-- Clients of one counselor each need no comparing, which is nearly all of them.
met as (

    select
        client_years.year_from,
        count(*) as clients
    from client_years
    inner join chosen on client_years.counselor_key = chosen.counselor_key
    where
        client_years.is_only
    group by client_years.year_from

    union all

    select
        client_years.year_from,
        count(distinct client_years.client_key) as clients
    from client_years
    inner join chosen on client_years.counselor_key = chosen.counselor_key
    where
        not client_years.is_only
    group by client_years.year_from

),

seen as (

    select
        year_from,
        sum(clients)::bigint as clients_seen
    from met
    group by year_from

),

spells as (

    select
        years.year_from,
        terms.counselor_key,
        terms.standing,
        terms.weekly_hours,
        1 + least(terms.to_day, years.year_to, years.data_through)
        - greatest(terms.from_day, years.year_from, years.first_day) as days
    from years
    inner join terms
        on
            terms.from_day <= least(years.year_to, years.data_through)
            and terms.to_day >= greatest(years.year_from, years.first_day)
    inner join chosen on terms.counselor_key = chosen.counselor_key

),

contracted as (

    select
        year_from,
        counselor_key,
        mean_hours(weekly_hours, days) as weekly_hours
    from spells
    group by year_from, counselor_key
    having count(*) filter (where standing in ('at work', 'on leave')) > 0

),

worked as (

    select
        year_from,
        count(*) as counselors,
        count(weekly_hours) as with_hours,
        sum(weekly_hours) as contracted_hours
    from contracted
    group by year_from

)

select
    years.year_from,
    (
        1 + least(years.year_to, years.data_through)
        - greatest(years.year_from, years.first_day)
    ) as days_covered,
    (years.year_to - years.year_from + 1) as days_in_year,
    coalesce(seen.clients_seen, 0) as clients_seen,
    worked.counselors,
    worked.with_hours,
    worked.contracted_hours
from years
inner join worked on years.year_from = worked.year_from
left join seen on years.year_from = seen.year_from
order by years.year_from
