-- one row = a unit, an indicator and a year: the uploads that its target in force and the spread of it came with
select unit, indicator, year, max(target) as target, max(split) as split
from (
    select unit, indicator, year, upload as target, null as split from target_in_force
    union all
    select unit, indicator, year, null as target, upload as split from target_split_in_force
) as either
group by unit, indicator, year
