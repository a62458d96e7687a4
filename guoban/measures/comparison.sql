-- one row = an indicator of which one side at least has a figure: both sides, and how far they are apart
--
-- Given: this_side and other_side, one row an indicator: value, progress, status, stale. What is missing on one side is
-- compared with nothing (rule 1); two ratios are apart by points and not by per cent of each other.
select
    this_side.indicator,
    this_side.indicator_name,
    this_side.area,
    this_side.kind,
    this_side.measure,
    this_side.direction,
    this_side.indicator_position,
    this_side.value,
    other_side.value as other_value,
    this_side.value - other_side.value as change,
    case
        when this_side.kind <> 'ratio' and other_side.value > 0
            then (this_side.value - other_side.value) / nullif(cast(other_side.value as double), 0)
    end as relative,
    this_side.status,
    other_side.status as other_status,
    this_side.progress,
    other_side.progress as other_progress,
    this_side.progress - other_side.progress as progress_change,
    this_side.stale or other_side.stale as stale,
    case when this_side.direction = 'lower' then -1 else 1 end * sign(round(
        case when $by_progress then this_side.progress - other_side.progress else this_side.value - other_side.value end,
        9
    )) as better
from this_side
join other_side on other_side.indicator = this_side.indicator
where this_side.value is not null or other_side.value is not null
order by this_side.indicator_position, this_side.indicator
