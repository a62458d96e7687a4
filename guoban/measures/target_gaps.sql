-- one row = a unit whose own target differs from the sum over its children (rule 6)
with parts as (
    select
        unit.parent as unit,
        standing.indicator,
        sum(standing.amount) as amount,
        count(standing.amount) as parts
    from standing
    join unit on unit.code = standing.unit
    where standing.aspect = 'target' and standing.year = $year
        and standing.kind in ('flow', 'money', 'stock')
    group by unit.parent, standing.indicator
)

select
    unit.code as unit,
    unit.name as unit_name,
    indicator.code as indicator,
    indicator.name as indicator_name,
    indicator.measure,
    cast(own.amount as double) as own_target,
    cast(parts.amount as double) as sum_of_parts,
    cast(own.amount - parts.amount as double) as difference,
    parts.parts,
    own.upload
from own
join parts on parts.unit = own.unit and parts.indicator = own.indicator
join unit on unit.code = own.unit
join indicator on indicator.code = own.indicator
where own.aspect = 'target' and own.year = $year and own.adds_up and own.amount <> parts.amount
order by unit.position, unit.code, indicator.position, indicator.code
