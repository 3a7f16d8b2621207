-- What does this store hold, and through which day?
-- One row. Every table that was exported; 0 means it was not.
select
    data_through,
    first_day,
    invented,
    time_zone,
    sessions,
    clients,
    counselors,
    alliance_scores,
    outcome_scores,
    client_details,
    counselor_details,
    unknown_status,
    unmarked,
    without_minutes
from snapshot
order by data_through
