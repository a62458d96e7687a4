-- one row = a stretch of days over which a unit's own figure or target enters the sum for a unit above it (`holder`):
-- as long as neither that one nor any unit between them has one of its own (rules 4 and 6)
--
-- Given: region, the units to be worked out.
with wanted as (
    select own.*
    from own
    join region on region.unit = own.unit
    where own.year between $first_year and $last_year
),

-- since: one row = a unit's own figure in a year: the day from which it exists, and from which it can be added up.
-- What exists once exists until the year's end.
since as (
    select
        aspect, year, unit, indicator, min(from_day) as any_day, min(case when adds_up then from_day end) as adding_day
    from wanted
    group by aspect, year, unit, indicator
),

-- barrier: one row = a unit, one above it, and the first day on which something stands between its figure and that sum.
barrier as (
    select aspect, year, ancestor, unit, indicator, min(day) as day
    from (
        select since.aspect, since.year, ancestry.ancestor, ancestry.unit, since.indicator, since.any_day as day
        from ancestry
        join since on since.unit = ancestry.ancestor
        union all
        select since.aspect, since.year, above.ancestor, below.unit, since.indicator, since.adding_day as day
        from ancestry as above
        join ancestry as below on below.ancestor = above.unit
        join since on since.unit = above.unit
        where since.adding_day is not null
    ) as obstacle
    group by aspect, year, ancestor, unit, indicator
)

select
    wanted.aspect,
    wanted.year,
    ancestry.ancestor as holder,
    wanted.unit,
    wanted.indicator,
    wanted.kind,
    wanted.from_day,
    least(wanted.until_day, coalesce(barrier.day, wanted.until_day)) as until_day,
    case when wanted.adds_up and wanted.kind <> 'ratio' then wanted.amount end as amount,
    wanted.numerator,
    wanted.denominator,
    case when wanted.adds_up then wanted.as_of end as as_of,
    case when wanted.adds_up then wanted.missing end as missing,
    case when wanted.adds_up then wanted.upload end as upload,
    case when wanted.adds_up then unit.leaves else 0 end as leaves
from wanted
join ancestry on ancestry.unit = wanted.unit
join unit on unit.code = wanted.unit
left join barrier
    on barrier.ancestor = ancestry.ancestor and barrier.unit = wanted.unit and barrier.indicator = wanted.indicator
    and barrier.aspect = wanted.aspect and barrier.year = wanted.year
where barrier.day is null or wanted.from_day < barrier.day
