-- one row = a target as read or set, newest first for each unit and indicator; `counts` = it is in force (rule 6)
select
    target.unit,
    unit.name as unit_name,
    unit.kind as kind_of_unit,
    unit.parent,
    target.indicator,
    indicator.name_zh as indicator_name,
    indicator.area,
    indicator.kind,
    indicator.measure,
    target.year,
    cast(target.value as double) as value,
    target.reason,
    target.raw,
    target.sheet,
    target.cell,
    target.upload,
    upload.file_name,
    upload.loaded_at,
    upload.loaded_by,
    upload.undone_at,
    in_force.upload is not null as counts,
    unit.position as unit_position,
    indicator.position as indicator_position
from target
join upload on upload.upload = target.upload
join unit on unit.code = target.unit
join indicator on indicator.code = target.indicator
left join target_in_force as in_force
    on in_force.upload = target.upload and in_force.line = target.line and in_force.year = $year
where target.year = $year and ($every_revision or in_force.upload is not null)
order by unit.position, unit.code, indicator.position, indicator.code, target.upload desc, target.line desc
