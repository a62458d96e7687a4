-- one row = a unit and an indicator in a year, in the order of duty: what does not change from day to day
select
    duty.unit,
    unit.name as unit_name,
    unit.kind as kind_of_unit,
    unit.parent,
    duty.indicator,
    indicator.name as indicator_name,
    indicator.area,
    duty.kind,
    indicator.measure,
    duty.direction,
    indicator.headline,
    cast(indicator.weight as double) as weight,
    duty.target,
    duty.baseline,
    duty.baseline_as_of,
    unit.position as unit_position,
    indicator.position as indicator_position
from duty
join unit on unit.code = duty.unit
join indicator on indicator.code = duty.indicator
where duty.year = $year
order by duty.place
