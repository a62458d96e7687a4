-- one row = a unit and an indicator whose target is due by other shares than the indicator's: its own, or a sum of which
-- some part is
--
-- What is due of a sum is the sum of what is due of its parts (rule 6); a part without shares of its own is due by the
-- indicator's, or by quarters.
with together as (
    select
        part.holder as unit,
        part.indicator,
        sum(cast(part.amount as double)) as amount,
        sum(cast(part.amount as double) * coalesce(own_split.share_q1, indicator.share_q1, 0.25)) as due_q1,
        sum(cast(part.amount as double) * coalesce(own_split.share_q2, indicator.share_q2, 0.5)) as due_q2,
        sum(cast(part.amount as double) * coalesce(own_split.share_q3, indicator.share_q3, 0.75)) as due_q3,
        count(own_split.unit) as splits
    from part
    join indicator on indicator.code = part.indicator
    left join own_split
        on own_split.unit = part.unit and own_split.indicator = part.indicator and own_split.year = part.year
    where part.aspect = 'target' and part.year = $year and part.amount is not null
    group by part.holder, part.indicator
)

select year, unit, indicator, share_q1, share_q2, share_q3
from own_split
where year = $year
union all
select
    $year as year,
    unit,
    indicator,
    due_q1 / nullif(amount, 0) as share_q1,
    due_q2 / nullif(amount, 0) as share_q2,
    due_q3 / nullif(amount, 0) as share_q3
from together
where splits > 0 and amount > 0
