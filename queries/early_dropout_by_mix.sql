-- Who are each counselor's clients, and did they stay for sessions two and three?
-- One row per client whose session one is mature, nameless and in no order. First episodes; null was not recorded.
with chosen as (

    select
        setting_key,
        counselor_key
    from chosen_settings(
        $scope, $counselors, $supervisors, $sites, $programs, $services
    )

)

select
    chosen.counselor_key,
    beginnings.severity,
    beginnings.earlier_treatment,
    beginnings.mandated,
    beginnings.referral_source,
    beginnings.age_band,
    beginnings.payer,
    beginnings.modality,
    beginnings.service_type,
    (4 * year(beginnings.first_day) + quarter(beginnings.first_day))::usmallint
        as quarter,
    beginnings.mature_sessions = 1 and beginnings.followed = 'dropped_out' as left_one,
    beginnings.mature_sessions >= 2 as came_to_two,
    beginnings.mature_sessions = 2 and beginnings.followed = 'dropped_out' as left_two
from beginnings
inner join chosen on beginnings.setting_key = chosen.setting_key
where
    beginnings.inactivity_window = $window
    and beginnings.mature_sessions >= 1
    and beginnings.first_day between $start and $end
