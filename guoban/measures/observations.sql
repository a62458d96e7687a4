-- one row = a figure of a year up to a day that counts, of any unit, with where it was read (rule 5)
select
    figure.unit,
    unit.name as unit_name,
    figure.indicator,
    figure.first_day,
    figure.last_day,
    cast(figure.value as double) as value,
    figure.raw,
    figure.note,
    figure.sheet,
    figure.cell,
    figure.upload,
    upload.file_name,
    upload.sha256,
    upload.loaded_at,
    upload.loaded_by
from observation_in_force as figure
join upload on upload.upload = figure.upload
join unit on unit.code = figure.unit
join indicator on indicator.code = figure.indicator
where figure.last_day between cast($new_year as date) and cast($day as date)
order by unit.position, indicator.position, figure.first_day, figure.last_day
