-- Does a good early alliance go with a better outcome later?
-- One row per alliance instrument, outcome instrument and counselor: sums over clients, outcomes turned so that more is better. A client counts with the counselor of the first rated session.
with early as (

    select *
    from early_alliance(
        $start, $end, $window, $scope, $counselors, $supervisors, $sites, $programs,
        $services, $instruments
    )

),

outcomes as (

    select
        courses.client_key,
        scales.instrument as outcome,
        if(scales.better = 'lower', -courses.first, courses.first) as first,
        if(scales.better = 'lower', -courses.last, courses.last) as last
    from outcome_courses as courses
    inner join scales
        on
            courses.instrument_key = scales.instrument_key
            and scales.part = 0
    where
        courses.inactivity_window = $window

)

select
    early.instrument,
    outcomes.outcome,
    early.counselor_key,
    count(*) as clients,
    sum(early.alliance) as sum_a,
    sum(outcomes.first) as sum_f,
    sum(outcomes.last) as sum_l,
    sum(early.alliance * early.alliance) as a_a,
    sum(early.alliance * outcomes.first) as a_f,
    sum(early.alliance * outcomes.last) as a_l,
    sum(outcomes.first * outcomes.first) as f_f,
    sum(outcomes.first * outcomes.last) as f_l,
    sum(outcomes.last * outcomes.last) as l_l
from early
inner join outcomes on early.client_key = outcomes.client_key
group by early.instrument, outcomes.outcome, early.counselor_key
order by early.instrument, outcomes.outcome, early.counselor_key
