-- one row = a unit and an indicator expected for a quarter: whether and when it was reported, and how late
--
-- Expected: what the unit has a target of its own for in that year, and what it reported for the quarter before or for
-- the same quarter last year. Reported: a figure of the unit ends in the quarter; for a flow also one that covers the
-- whole quarter; for a ratio also its numerator and denominator together. Days are those of China (UTC + 8).
with figure as (
    select
        observation.unit,
        observation.indicator,
        observation.first_day,
        observation.last_day,
        indicator.kind,
        upload.upload,
        coalesce(upload.submitted_at, upload.loaded_at) as loaded_at -- in time is what was submitted in time
    from observation
    join upload on upload.upload = observation.upload
    join indicator on indicator.code = observation.indicator
    where upload.undone_at is null
),

-- reported_directly: one row = a unit and an indicator with a figure of its own for the quarter.
reported_directly as (
    select unit, indicator, min(upload) as upload, min(loaded_at) as loaded_at
    from figure
    where last_day between cast($first_day as date) and cast($last_day as date)
        or (
            kind in ('flow', 'money')
            and first_day <= cast($first_day as date) and last_day >= cast($last_day as date)
        )
    group by unit, indicator
),

-- reported_by_parts: one row = a unit and a ratio that came as numerator and denominator; it was there with the later
-- of the two.
reported_by_parts as (
    select
        over_line.unit,
        ratio.code as indicator,
        case when over_line.loaded_at > under_line.loaded_at then over_line.upload else under_line.upload end as upload,
        greatest(over_line.loaded_at, under_line.loaded_at) as loaded_at
    from indicator as ratio
    join reported_directly as over_line on over_line.indicator = ratio.numerator
    join reported_directly as under_line
        on under_line.indicator = ratio.denominator and under_line.unit = over_line.unit
    where ratio.kind = 'ratio'
),

reported as (
    select unit, indicator, min(upload) as upload, min(loaded_at) as loaded_at
    from (
        select unit, indicator, upload, loaded_at
        from reported_directly
        union all
        select unit, indicator, upload, loaded_at
        from reported_by_parts
    ) as either_way
    group by unit, indicator
),

expected as (
    select unit, indicator
    from target_in_force
    where year = $year
    union
    select unit, indicator
    from figure
    where last_day between cast($before_first_day as date) and cast($before_last_day as date)
        or last_day between cast($year_ago_first_day as date) and cast($year_ago_last_day as date)
    union
    select unit, indicator
    from reported_directly
),

answered as (
    select
        expected.unit,
        expected.indicator,
        reported.upload,
        reported.loaded_at,
        coalesce(cast(reported.loaded_at + interval 8 hour as date), cast($today as date)) as day
    from expected
    left join reported on reported.unit = expected.unit and reported.indicator = expected.indicator
)

select
    answered.unit,
    unit.name as unit_name,
    answered.indicator,
    indicator.name_zh as indicator_name,
    answered.upload is not null as reported,
    answered.loaded_at as first_loaded_at,
    cast($due as date) as due,
    greatest(0, answered.day - cast($due as date)) as days_late,
    answered.upload,
    unit.kind as kind_of_unit,
    unit.parent,
    indicator.area,
    unit.position as unit_position,
    indicator.position as indicator_position
from answered
join unit on unit.code = answered.unit
join indicator on indicator.code = answered.indicator
order by unit.position, unit.code, indicator.position, indicator.code
