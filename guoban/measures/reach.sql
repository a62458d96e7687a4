-- one row: the first day that any figure speaks of, and the last that one that counts speaks of
select
    min(observation.first_day) as first_day,
    max(case when upload.undone_at is null then observation.last_day end) as last_day
from observation
join upload on upload.upload = observation.upload
