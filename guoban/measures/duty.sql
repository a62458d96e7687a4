-- one row = a unit and an indicator in a year: what was asked of it, and where it stood when the year before closed
--
-- `whole_last_year` is last year's total of a flow where that year is complete, 1 January to 31 December (rule 10).
--
-- Given: region, the units to be worked out.
with closing as (
    select unit, indicator, value, as_of, oldest, missing, covers
    from standing
    where aspect = 'figure' and year = $year - 1
        and until_day = cast(cast($year as varchar) || '-01-01' as date)
),

target as (
    select unit, indicator, value
    from standing
    where aspect = 'target' and year = $year
),

-- anew: one row = a ratio of what a year brings (cases closed of cases received): it begins again on 1 January, so that last
-- year closed at no level from which this year goes on (rule 8).
anew as (
    select distinct ratio.code as indicator
    from indicator as ratio
    join indicator as part on part.code = ratio.numerator or part.code = ratio.denominator
    where ratio.kind = 'ratio' and part.kind in ('flow', 'money')
),

-- pair: one row = any unit and indicator; `place` is the same whatever the region.
pair as (
    select
        row_number() over (order by unit.position, unit.code, indicator.position, indicator.code) - 1 as place,
        unit.code as unit,
        indicator.code as indicator,
        indicator.kind,
        indicator.direction,
        unit.leaves
    from unit
    cross join indicator
)

select
    $year as year,
    pair.place,
    pair.unit,
    pair.indicator,
    pair.kind,
    pair.direction,
    target.unit is not null as asked,
    target.value as target,
    case when pair.kind in ('stock', 'ratio') and anew.indicator is null then closing.value end as baseline,
    case when pair.kind in ('stock', 'ratio') and anew.indicator is null then closing.as_of end as baseline_as_of,
    case
        when pair.kind in ('flow', 'money') and closing.missing is null
            and closing.oldest = cast(cast($year - 1 as varchar) || '-12-31' as date)
            then closing.value
    end as whole_last_year,
    closing.covers as whole_covers,
    pair.leaves
from pair
join region on region.unit = pair.unit
left join closing on closing.unit = pair.unit and closing.indicator = pair.indicator
left join anew on anew.indicator = pair.indicator
left join target on target.unit = pair.unit and target.indicator = pair.indicator
