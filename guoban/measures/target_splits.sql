-- one row = a spread of a target over the quarters in force, by schedule ones included; amounts as text, so that they
-- stay exact
select
    split.unit,
    split.indicator,
    split.way,
    cast(split.due_q1 as varchar) as due_q1,
    cast(split.due_q2 as varchar) as due_q2,
    cast(split.due_q3 as varchar) as due_q3,
    cast(split.due_q4 as varchar) as due_q4,
    split.upload
from target_split_in_force as split
where split.year = $year
