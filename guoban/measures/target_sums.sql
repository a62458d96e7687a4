-- one row = an indicator of which a unit or one right below it has a target: its own target beside the sum of theirs
-- (rule 6)
--
-- Nothing is summed of ratios and ranks, nor of milestones, whose target is to have them all done.
with parts as (
    select
        standing.indicator,
        case when standing.kind in ('flow', 'money', 'stock') then sum(standing.amount) end as amount,
        count(*) as parts
    from standing
    join unit on unit.code = standing.unit
    where standing.aspect = 'target' and standing.year = $year and unit.parent = $unit
    group by standing.indicator, standing.kind
),

whole as (
    select indicator, amount, upload, adds_up
    from own
    where aspect = 'target' and year = $year and unit = $unit
)

select
    indicator.code as indicator,
    indicator.area,
    indicator.kind,
    indicator.measure,
    cast(whole.amount as double) as own_target,
    cast(parts.amount as double) as sum_of_parts,
    cast(whole.amount - parts.amount as double) as difference,
    coalesce(parts.parts, 0) as parts,
    indicator.position as indicator_position
from indicator
left join parts on parts.indicator = indicator.code
left join whole on whole.indicator = indicator.code
where parts.indicator is not null or whole.indicator is not null
order by indicator.position, indicator.code
