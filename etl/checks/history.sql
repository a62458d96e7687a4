-- one row = one figure as some upload told it, earlier tellings and undone ones included; the later telling comes later.
-- Units and indicators go by the numbers that the file's figures have.
with asked_unit as (
    select unnest($units) as code, unnest($unit_numbers) as number
),

asked_indicator as (
    select unnest($indicators) as code, unnest($indicator_numbers) as number
)

select
    asked_unit.number as unit,
    asked_indicator.number as indicator,
    told.first_day,
    told.last_day,
    cast(told.value as double) as value,
    told.upload,
    upload.undone_at is null as counts
from observation as told
join asked_unit on asked_unit.code = told.unit
join asked_indicator on asked_indicator.code = told.indicator
join upload on upload.upload = told.upload
where told.last_day >= $since and told.last_day <= $until
order by told.upload, told.line
