-- one row = a target in force of a year: its value, how it is spread over the quarters, and the uploads they came with
select
    target.unit,
    target.indicator,
    target.value,
    target.upload,
    split.way,
    split.due_q1,
    split.due_q2,
    split.due_q3,
    split.due_q4,
    split.upload
from target_in_force as target
left join target_split_in_force as split
    on split.unit = target.unit and split.indicator = target.indicator and split.year = target.year
where target.year = $year
