-- one row = what a unit itself gave for an indicator over a stretch of days of the year
--
-- Additive kinds carry `amount`. A ratio carries numerator and denominator where the unit gave both; else the
-- percentage it gave as `amount`, with the denominator where that is known, so that it can enter a sum as percentage x
-- denominator (rule 4). Ranks (measure 名) are never added up.
with ratio as (
    select code, numerator, denominator
    from indicator
    where kind = 'ratio'
),

wanted as (
    select year, unit, indicator, from_day, until_day, value, as_of, missing, upload
    from held
    where year between $first_year and $last_year
),

over_line as (
    select
        ratio.code as indicator, wanted.year, wanted.unit, wanted.from_day, wanted.until_day, wanted.value,
        wanted.as_of, wanted.missing, wanted.upload
    from wanted
    join ratio on ratio.numerator = wanted.indicator
),

under_line as (
    select
        ratio.code as indicator, wanted.year, wanted.unit, wanted.from_day, wanted.until_day, wanted.value,
        wanted.as_of, wanted.missing, wanted.upload
    from wanted
    join ratio on ratio.denominator = wanted.indicator
),

-- pair: one row = a stretch over which a unit's numerator and denominator both stand. It is as recent as the older of
-- them.
pair as (
    select
        over_line.year,
        over_line.indicator,
        over_line.unit,
        greatest(over_line.from_day, under_line.from_day) as from_day,
        least(over_line.until_day, under_line.until_day) as until_day,
        over_line.value as numerator,
        under_line.value as denominator,
        least(over_line.as_of, under_line.as_of) as as_of,
        case
            when over_line.missing is null then under_line.missing
            when under_line.missing is null then over_line.missing
            else over_line.missing || ' ' || under_line.missing
        end as missing,
        greatest(over_line.upload, under_line.upload) as upload
    from over_line
    join under_line
        on under_line.indicator = over_line.indicator and under_line.unit = over_line.unit
        and under_line.year = over_line.year
    where over_line.from_day < under_line.until_day and under_line.from_day < over_line.until_day
),

paired as (
    select year, indicator, unit, min(from_day) as from_day
    from pair
    group by year, indicator, unit
),

-- given: one row = a stretch over which a unit is known by a percentage only.
given as (
    select
        wanted.year,
        wanted.indicator,
        wanted.unit,
        wanted.from_day,
        least(wanted.until_day, coalesce(paired.from_day, wanted.until_day)) as until_day,
        wanted.value,
        wanted.as_of,
        wanted.upload
    from wanted
    join ratio on ratio.code = wanted.indicator
    left join paired
        on paired.indicator = wanted.indicator and paired.unit = wanted.unit and paired.year = wanted.year
    where paired.from_day is null or wanted.from_day < paired.from_day
),

-- weighed: one row = a stretch over which a unit's percentage stands beside a known denominator.
weighed as (
    select
        given.year,
        given.indicator,
        given.unit,
        greatest(given.from_day, under_line.from_day) as from_day,
        least(given.until_day, under_line.until_day) as until_day,
        given.value,
        under_line.value as denominator,
        given.as_of,
        greatest(given.upload, under_line.upload) as upload
    from given
    join under_line
        on under_line.indicator = given.indicator and under_line.unit = given.unit and under_line.year = given.year
    where given.from_day < under_line.until_day and under_line.from_day < given.until_day
),

-- bare: one row = a stretch over which a unit's percentage stands alone.
bare as (
    select
        given.year,
        given.indicator,
        given.unit,
        given.from_day,
        least(given.until_day, coalesce(based.from_day, given.until_day)) as until_day,
        given.value,
        given.as_of,
        given.upload
    from given
    left join (
        select year, indicator, unit, min(from_day) as from_day
        from under_line
        group by year, indicator, unit
    ) as based on based.indicator = given.indicator and based.unit = given.unit and based.year = given.year
    where based.from_day is null or given.from_day < based.from_day
)

select
    'figure' as aspect, wanted.year, wanted.unit, wanted.indicator, indicator.kind, wanted.from_day, wanted.until_day,
    wanted.value as amount, null as numerator, null as denominator, wanted.as_of, wanted.missing, wanted.upload,
    indicator.measure <> '名' as adds_up
from wanted
join indicator on indicator.code = wanted.indicator
where indicator.kind <> 'ratio'
union all
select
    'figure' as aspect, year, unit, indicator, 'ratio' as kind, from_day, until_day,
    null as amount, numerator, denominator, as_of, missing, upload, true as adds_up
from pair
union all
select
    'figure' as aspect, year, unit, indicator, 'ratio' as kind, from_day, until_day,
    value as amount, cast(cast(value as double) * cast(denominator as double) as decimal(38, 6)) as numerator,
    denominator, as_of, null as missing, upload, true as adds_up
from weighed
union all
select
    'figure' as aspect, year, unit, indicator, 'ratio' as kind, from_day, until_day,
    value as amount, null as numerator, null as denominator, as_of, null as missing, upload, false as adds_up
from bare
