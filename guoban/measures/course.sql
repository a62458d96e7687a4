-- one row = a unit, an indicator and a stretch of days of the year: what stands over it, and how far that is on the way to the
-- target (rule 8); the whole year is covered, with an empty row as long as nothing has come
--
-- `way` is how it is judged:
--   amount   a flow, money or milestone of which more is better: share of the target
--   cap      a flow of which less is better: share used up
--   growth   a level with a known baseline below its target: share of the way from there
--   level    any other level of which more is better: reached or not
--   ceiling  a level of which less is better: kept or not
--
-- Given: region, the units to be worked out.
with now as (
    select standing.*
    from standing
    join region on region.unit = standing.unit
    where standing.year = $year and standing.aspect = 'figure'
),

-- grown: one row = a stretch of a summed stock: its growth since last year's close over the units that have reported, each
-- against its own close; null as soon as one of them has no close to stand on.
grown as (
    select
        now.unit,
        now.indicator,
        now.from_day,
        case
            when count(part.amount) = count(closing.amount)
                then cast(sum(part.amount) - sum(closing.amount) as double)
        end as growth
    from now
    join part
        on part.holder = now.unit and part.indicator = now.indicator
        and part.aspect = 'figure' and part.year = $year
        and part.from_day <= now.from_day and part.until_day > now.from_day
    left join standing as closing
        on closing.unit = part.unit and closing.indicator = part.indicator
        and closing.aspect = 'figure' and closing.year = $year - 1
        and closing.until_day = cast(cast($year as varchar) || '-01-01' as date)
    where now.kind = 'stock' and not now.own
    group by now.unit, now.indicator, now.from_day
),

start as (
    select unit, indicator, min(from_day) as day
    from now
    group by unit, indicator
),

laid_out as (
    select
        duty.place,
        duty.unit,
        duty.indicator,
        duty.kind,
        duty.direction,
        now.from_day,
        now.until_day,
        duty.asked,
        true as known,
        now.covers > 0 as reported,
        now.value,
        now.numerator,
        now.denominator,
        duty.target,
        duty.baseline,
        case
            when duty.kind = 'ratio' or (duty.kind = 'stock' and now.own) then now.value - duty.baseline
            when duty.kind = 'stock' then grown.growth
        end as growth,
        now.as_of,
        now.oldest,
        now.missing,
        now.upload,
        now.covers,
        now.own,
        duty.whole_last_year,
        duty.whole_covers,
        duty.leaves
    from duty
    join now on now.unit = duty.unit and now.indicator = duty.indicator
    left join grown
        on grown.unit = now.unit and grown.indicator = now.indicator and grown.from_day = now.from_day
    where duty.year = $year
    union all
    select
        duty.place,
        duty.unit,
        duty.indicator,
        duty.kind,
        duty.direction,
        cast(cast($year as varchar) || '-01-01' as date) as from_day,
        coalesce(start.day, cast(cast($year + 1 as varchar) || '-01-01' as date)) as until_day,
        duty.asked,
        false as known,
        false as reported,
        null as value,
        null as numerator,
        null as denominator,
        duty.target,
        duty.baseline,
        null as growth,
        null as as_of,
        null as oldest,
        null as missing,
        null as upload,
        0 as covers,
        false as own,
        duty.whole_last_year,
        duty.whole_covers,
        duty.leaves
    from duty
    join region on region.unit = duty.unit
    left join start on start.unit = duty.unit and start.indicator = duty.indicator
    where duty.year = $year
        and (start.day is null or start.day > cast(cast($year as varchar) || '-01-01' as date))
),

judged_by as (
    select
        *,
        case
            when kind not in ('stock', 'ratio') and direction = 'higher' then 'amount'
            when kind not in ('stock', 'ratio') then 'cap'
            when direction = 'lower' then 'ceiling'
            when growth is not null and baseline < target then 'growth'
            else 'level'
        end as way
    from laid_out
)

select
    $year as year,
    place,
    unit,
    indicator,
    kind,
    direction,
    from_day,
    until_day,
    asked,
    known,
    reported,
    value,
    case when kind = 'ratio' then cast(numerator as double) end as numerator,
    case when kind = 'ratio' then cast(denominator as double) end as denominator,
    target,
    way,
    case
        when way = 'growth' then growth / nullif(target - baseline, 0)
        else value / nullif(target, 0)
    end as progress,
    as_of,
    oldest,
    missing,
    upload,
    covers,
    case when own then 1 else leaves end as of_units,
    own,
    whole_last_year,
    whole_covers
from judged_by
