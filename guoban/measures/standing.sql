-- one row = what stands for a unit over a stretch of days: its own figure or target, else the sum of its parts (rules
-- 4, 6)
--
-- `covers` counts the reporting units that a sum rests on; an own figure is complete in itself, 1 of 1. A sum is as
-- recent as its most recent part; `oldest` is the date of the oldest.
--
-- Given: region, the units to be worked out.
with alone as (
    select own.*
    from own
    join region on region.unit = own.unit
    where own.year between $first_year and $last_year
),

together as (
    select part.*
    from part
    join region on region.unit = part.holder
    where part.year between $first_year and $last_year
),

-- turn: one row = a day on which what stands for a unit above others may change.
turn as (
    select aspect, year, holder, indicator, kind, from_day
    from together
    union
    select alone.aspect, alone.year, alone.unit as holder, alone.indicator, alone.kind, alone.from_day
    from alone
    join unit on unit.code = alone.unit
    where unit.below > 0
),

stretch as (
    select
        aspect,
        year,
        holder,
        indicator,
        kind,
        from_day,
        coalesce(
            lead(from_day) over (partition by aspect, year, holder, indicator order by from_day),
            cast(cast(year + 1 as varchar) || '-01-01' as date)
        ) as until_day
    from turn
),

total as (
    select
        stretch.aspect,
        stretch.year,
        stretch.holder as unit,
        stretch.indicator,
        stretch.kind,
        stretch.from_day,
        stretch.until_day,
        sum(together.amount) as amount,
        sum(together.numerator) as numerator,
        sum(together.denominator) as denominator,
        max(together.as_of) as as_of,
        min(together.as_of) as oldest,
        string_agg(together.missing, ' ') as missing,
        max(together.upload) as upload,
        count(together.amount) as parts,
        sum(together.leaves) as covers
    from stretch
    join together
        on together.holder = stretch.holder and together.indicator = stretch.indicator
        and together.aspect = stretch.aspect and together.year = stretch.year
        and together.from_day <= stretch.from_day and together.until_day > stretch.from_day
    group by
        stretch.aspect, stretch.year, stretch.holder, stretch.indicator, stretch.kind, stretch.from_day,
        stretch.until_day
)

select
    aspect,
    year,
    unit,
    indicator,
    kind,
    from_day,
    until_day,
    amount,
    numerator,
    denominator,
    case
        when amount is null then cast(numerator as double) / nullif(cast(denominator as double), 0)
        else cast(amount as double)
    end as value,
    as_of,
    as_of as oldest,
    missing,
    upload,
    1 as covers,
    true as own
from alone
union all
-- A milestone above others is the mean of theirs, and its target is to have them all done.
select
    aspect,
    year,
    unit,
    indicator,
    kind,
    from_day,
    until_day,
    amount,
    numerator,
    denominator,
    case
        when kind = 'ratio' then cast(numerator as double) / nullif(cast(denominator as double), 0)
        when kind = 'milestone' and aspect = 'target' and parts > 0 then 1.0
        when kind = 'milestone' then cast(amount as double) / nullif(cast(parts as double), 0)
        else cast(amount as double)
    end as value,
    as_of,
    oldest,
    missing,
    upload,
    covers,
    false as own
from total
