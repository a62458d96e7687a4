-- Every version of the figures of an indicator (domain rule 5), as steps of a longer question.

-- asked: one row = a role in the indicator: itself, and of a ratio its numerator and its denominator.
asked as (
    select code, 'itself' as role
    from indicator
    where code = $indicator
    union all
    select numerator as code, 'numerator' as role
    from indicator
    where code = $indicator and numerator is not null
    union all
    select denominator as code, 'denominator' as role
    from indicator
    where code = $indicator and denominator is not null
),

-- version: one row = one version of a figure of the unit, with where it was read and whether it is the one in force.
version as (
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
        observation.line,
        upload.file_name,
        upload.sha256,
        upload.loaded_at,
        upload.loaded_by,
        upload.undone_at,
        upload.undone_by,
        in_force.upload is not null as counts
    from observation
    join upload on upload.upload = observation.upload
    left join observation_in_force as in_force
        on in_force.upload = observation.upload and in_force.line = observation.line and in_force.unit = $unit
    where observation.unit = $unit and observation.indicator in (select code from asked)
)
