-- one row = one version of a figure of a unit, with where it was read; for a ratio also those of its numerator and
-- denominator (rule 5)
with asked as (
    select code
    from indicator
    where code = $indicator
    union
    select numerator as code
    from indicator
    where code = $indicator and numerator is not null
    union
    select denominator as code
    from indicator
    where code = $indicator and denominator is not null
)

select
    observation.unit,
    observation.indicator,
    observation.first_day,
    observation.last_day,
    cast(observation.value as double) as value,
    observation.raw,
    observation.note,
    observation.quote,
    observation.sheet,
    observation.cell,
    observation.upload,
    upload.file_name,
    upload.sha256,
    upload.loaded_at,
    upload.loaded_by,
    upload.undone_at,
    upload.undone_by,
    in_force.upload is not null as counts
from observation
join asked on asked.code = observation.indicator
join upload on upload.upload = observation.upload
left join observation_in_force as in_force
    on in_force.upload = observation.upload and in_force.line = observation.line and in_force.unit = $unit
where observation.unit = $unit
order by observation.indicator, observation.last_day desc, observation.first_day, observation.upload desc,
    observation.line desc
