-- one row = a figure of the quarter that was changed by a later upload: the value before and the value after, newest first
--
-- Only uploads that count; the same figure sent once more is no correction (rule 5).
with version as (
    select
        observation.unit,
        observation.indicator,
        observation.first_day,
        observation.last_day,
        observation.value,
        observation.sheet,
        observation.cell,
        observation.upload,
        observation.line,
        lag(observation.value) over of_one_figure as old_value,
        lag(observation.upload) over of_one_figure as old_upload
    from observation
    join upload on upload.upload = observation.upload
    where upload.undone_at is null
        and observation.last_day between cast($first_day as date) and cast($last_day as date)
    window of_one_figure as (
        partition by observation.unit, observation.indicator, observation.first_day, observation.last_day
        order by observation.upload, observation.line
    )
)

select
    version.unit,
    unit.name as unit_name,
    version.indicator,
    indicator.area,
    indicator.measure,
    version.first_day,
    version.last_day,
    cast(version.old_value as double) as old_value,
    cast(version.value as double) as value,
    cast(version.value - version.old_value as double) as change,
    version.old_upload,
    old.file_name as old_file_name,
    version.upload,
    upload.file_name,
    version.sheet,
    version.cell,
    upload.loaded_at,
    upload.loaded_by
from version
join upload on upload.upload = version.upload
join upload as old on old.upload = version.old_upload
join unit on unit.code = version.unit
join indicator on indicator.code = version.indicator
where version.old_value is not null and version.value <> version.old_value
order by version.upload desc, unit.position, indicator.position, version.first_day, version.line
