-- one row = a unit and an area of work: the score over the area's indicators alone (rule 11)
--
-- Given: earned_now, one row a unit and indicator with a target (weight, earned; null = left out).
select
    unit.code as unit,
    unit.name as unit_name,
    indicator.area,
    100 * sum(cast(earned_now.weight as double) * earned_now.earned)
        / nullif(sum(cast(earned_now.weight as double)), 0) as score,
    count(*) as indicators,
    unit.position as unit_position
from earned_now
join unit on unit.code = earned_now.unit
join indicator on indicator.code = earned_now.indicator
where earned_now.earned is not null
group by unit.code, unit.name, indicator.area, unit.position
order by unit.position, unit.code, min(indicator.position)
