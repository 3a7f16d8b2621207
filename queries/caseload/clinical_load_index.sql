-- How many clients does the clinic see a year for each standard counselor?
-- One row per year from July to June. Clients seen at least once in it; contracted hours of who worked in it, for the part of the year they worked.
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

worked as (

    select
        years.year_from,
        count(*) as counselors,
        count(counselors.weekly_hours) as with_hours,
        sum(
            counselors.weekly_hours * (
                1 + least(years.year_to, years.data_through, counselors.end_day)
                - greatest(years.year_from, years.first_day, counselors.start_day)
            ) / (
                1 + least(years.year_to, years.data_through)
                - greatest(years.year_from, years.first_day)
            )
        ) as contracted_hours
    from years
    inner join counselors
        on
            coalesce(counselors.start_day, years.year_from) <= years.year_to
            and coalesce(counselors.end_day, years.year_to) >= years.year_from
            and coalesce(counselors.end_day, years.first_day) >= years.first_day
            and coalesce(counselors.start_day, years.data_through) <= years.data_through
    inner join chosen on counselors.counselor_key = chosen.counselor_key
    group by years.year_from

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
