-- one row = one figure as some upload told it, earlier tellings and undone ones included; the later telling comes later
select
    told.unit,
    told.indicator,
    told.first_day,
    told.last_day,
    cast(told.value as double) as value,
    told.upload,
    upload.undone_at is null as counts
from observation as told
join upload on upload.upload = told.upload
where told.last_day >= $since and told.last_day <= $until
    and told.unit in (select unnest($units))
order by told.upload, told.line
