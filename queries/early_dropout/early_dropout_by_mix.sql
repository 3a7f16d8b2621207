-- Who are each counselor's clients, and did they stay for sessions two and three?
-- One row per client whose session one is mature, nameless and in no order. First episodes; null was not recorded.
select
    counselor_key,
    severity,
    earlier_treatment,
    mandated,
    referral_source,
    age_band,
    payer,
    modality,
    service_type,
    (4 * year(first_day) + quarter(first_day))::usmallint as quarter,
    mature_sessions = 1 and followed = 'dropped_out' as left_one,
    mature_sessions >= 2 as came_to_two,
    mature_sessions = 2 and followed = 'dropped_out' as left_two
from
    chosen_beginnings(
        $window, $scope, $counselors, $supervisors, $sites, $programs, $services
    )
where
    mature_sessions >= 1
    and first_day between $start and $end
