-- How many clients would be on the call list, were they not to be left alone?
-- One row per ground: do_not_contact, or cfr_part_2 (42 CFR Part 2). As of the data's last day, whatever the period.
select
    not_called_for as ground,
    count(*) as clients
from
    all_standings(
        $window, $reasons,
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )
where
    turn = 0
    and reasons > 0
    and not_called_for is not null
group by not_called_for
order by ground
