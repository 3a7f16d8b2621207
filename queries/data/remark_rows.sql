-- Which sessions, clients or counselors stand behind a remark of the import?
-- One row per session, client or counselor, newest first, at most 5,000; all remarks without $value, the key of one.
select
    remark_rows.key,
    remark_rows.session_id,
    remark_rows.start,
    coalesce(clients.client_id, remark_rows.id) as client_id,
    counselors.counselor
from remark_rows
left join clients on remark_rows.client_key = clients.client_key
left join counselors on remark_rows.counselor_key = counselors.counselor_key
where
    ($value is null or remark_rows.key = $value)
    and ($scope is null or counselors.counselor_id = any($scope))
order by
    remark_rows.start desc nulls last,
    client_id asc,
    remark_rows.session_id asc,
    remark_rows.key asc,
    counselors.counselor asc
limit 5000
