-- What did the import notice in the data?
-- One row per remark. What was not found is not listed.
select
    remarks.key,
    remarks.remark,
    remarks.about,
    remarks.rows
from remarks
order by remarks.rows desc, remarks.remark asc
