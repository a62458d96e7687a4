-- one row = an asked unit and indicator on a quarter's end, of the asked year or the one before: the figure, and how it
-- compared with that year's own target and schedule
with asked_duty as (
    select duty.*
    from duty
    join asked_unit on asked_unit.code = duty.unit
    join asked_indicator on asked_indicator.code = duty.indicator
),

-- include stood

-- include judgement

in_short as (
    select
        unit, indicator, year, day, value, progress, schedule, status, place,
        reported and missing is null as complete,
        reported and oldest < day as stale
    from judged
)

select unit, indicator, year, day as "on", value, progress, schedule, status, complete, stale
from in_short
order by place, day
