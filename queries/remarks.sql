-- What did the import notice in the data?
-- One row per remark. What was not found is not listed.
select
    remark,
    about,
    "rows"
from remarks
order by "rows" desc, remark
