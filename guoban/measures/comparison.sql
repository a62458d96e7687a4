-- one row = an indicator of which one side at least has a figure: both sides, and how far they are apart
--
-- Given: this_side and other_side, one row an indicator: value, progress, status, stale; this_side also whether both may be
-- compared. What is missing on one side is compared with nothing (rule 1).
with opposed as (
    select
        this_side.*,
        other_side.value as other_value,
        other_side.status as other_status,
        other_side.progress as other_progress,
        other_side.stale as other_stale,
        case when this_side.comparable then this_side.value end as now,
        case when this_side.comparable then other_side.value end as before
    from this_side
    join other_side on other_side.indicator = this_side.indicator
    where this_side.value is not null or other_side.value is not null
),

-- include turning

select
    indicator,
    indicator_name,
    area,
    kind,
    measure,
    direction,
    indicator_position,
    value,
    other_value,
    change,
    relative,
    status,
    other_status,
    progress,
    other_progress,
    progress - other_progress as progress_change,
    stale or other_stale as stale,
    covers,
    told,
    why,
    case when direction = 'lower' then -1 else 1 end * case
        when not $by_progress then cast(turn as double)
        when abs(round(progress - other_progress, 9)) <= $level_gap then 0.0
        else cast(sign(progress - other_progress) as double)
    end as better
from turned
order by indicator_position, indicator
