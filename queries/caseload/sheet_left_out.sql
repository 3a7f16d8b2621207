-- How many of a counselor's clients are on no list of the sheet, since they are to be left alone?
-- One row per ground: do_not_contact, or cfr_part_2 (42 CFR Part 2). Clients whose last session was with the counselor, or who wait for the first.
with own as (

    select acquaintances.client_key
    from acquaintances
    inner join chosen_people(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    ) as chosen on acquaintances.counselor_key = chosen.counselor_key
    where acquaintances.is_last

    union

    select client_key
    from
        all_standings(
            $window, null,
            $scope, $counselors, $supervisors, $sites, $programs, $services
        )
    where turn = 0

)

select
    clients.not_called_for as ground,
    count(*) as clients
from own
inner join clients on own.client_key = clients.client_key
where clients.not_called_for is not null
group by clients.not_called_for
order by ground
