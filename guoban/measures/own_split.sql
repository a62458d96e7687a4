-- one row = a target of a unit's own that is due by other shares than the indicator's (rule 7), as fractions of 1
--
-- The shares are those of the target that was spread; a target revised since is due by the same shares.
select
    split.year,
    split.unit,
    split.indicator,
    cast(split.due_q1 as double) / nullif(cast(split.due_q4 as double), 0) as share_q1,
    cast(split.due_q2 as double) / nullif(cast(split.due_q4 as double), 0) as share_q2,
    cast(split.due_q3 as double) / nullif(cast(split.due_q4 as double), 0) as share_q3
from target_split_in_force as split
join target_in_force as target
    on target.unit = split.unit and target.indicator = split.indicator and target.year = split.year
join indicator on indicator.code = split.indicator
where split.year = $year and split.due_q4 > 0 and indicator.kind in ('flow', 'money')
