-- one row = a unit and indicator of those asked: the median progress of the units of its kind, where enough of them reported
--
-- Given: stood, one row a unit and indicator: unit, kind_of_unit, parent, indicator, kind, direction, progress, target, baseline,
-- asked. Progress is compared with progress of the same making alone: the share of a target, or the way from a baseline (rule 8).
-- A median and never a mean: of percentages no mean is made (rule 4), and one unit at 900 % moves no mark.
with measured as (
    select
        *,
        kind in ('stock', 'ratio') and direction = 'higher' and baseline is not null and baseline < target as climbs
    from stood
),

middle as (
    select
        parent,
        kind_of_unit,
        indicator,
        climbs,
        count(progress) as peers,
        median(progress) as progress
    from measured
    where target is not null and progress is not null
    group by parent, kind_of_unit, indicator, climbs
)

select
    measured.unit,
    measured.indicator,
    middle.peers,
    middle.progress as peer_progress,
    case
        when measured.climbs then measured.baseline + (measured.target - measured.baseline) * middle.progress
        else measured.target * middle.progress
    end as peer_value
from measured
join middle
    on middle.parent = measured.parent and middle.kind_of_unit = measured.kind_of_unit
    and middle.indicator = measured.indicator and middle.climbs = measured.climbs
where measured.asked and measured.target is not null and middle.peers >= $least
order by measured.unit, measured.indicator
