-- one row = a unit and an area of work: the score over the area's indicators alone (rule 11)
--
-- Given: earned, one row a unit and indicator with a target that enters the score (unit, indicator, weight, earned).
select
    unit.code as unit,
    unit.name as unit_name,
    indicator.area,
    100 * sum(cast(earned.weight as double) * earned.earned)
        / nullif(sum(cast(earned.weight as double)), 0) as score,
    count(*) as indicators,
    unit.position as unit_position
from earned
join unit on unit.code = earned.unit
join indicator on indicator.code = earned.indicator
group by unit.code, unit.name, indicator.area, unit.position
order by unit.position, unit.code, min(indicator.position)
