-- one row = one unit and indicator of which something is known: a target or a figure of $year or the year before
select distinct unit, indicator
from (
    select unit, indicator from target_in_force where year between $year - 1 and $year
    union all
    select unit, indicator from observation_in_force where extract(year from last_day) between $year - 1 and $year
) as known
