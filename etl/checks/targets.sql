-- one row = a target in force of a unit and indicator
select unit, indicator, cast(value as double) as value
from target_in_force
where year = $year
