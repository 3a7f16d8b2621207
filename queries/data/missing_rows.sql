-- Which rows could not be read, and are missing here?
-- One row per file that was published without more than 5% of its rows.
select
    file,
    part,
    missing,
    rows
from missing_rows
order by part asc, file asc, missing asc
