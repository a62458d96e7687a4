-- one row = an asked unit and indicator on an asked day: the figure, and how it compared with that year's own target and schedule
--
-- Given: asked_day, asked_unit, asked_indicator.
with stood as (
    select
        course.*,
        asked_day.day,
        asked_day.share_by_days,
        asked_day.quarter,
        asked_day.share_of_quarter,
        asked_day.is_last_day
    from course
    join asked_unit on asked_unit.code = course.unit
    join asked_indicator on asked_indicator.code = course.indicator
    join asked_day
        on asked_day.year = course.year and asked_day.day >= course.from_day and asked_day.day < course.until_day
),

-- include judgement,

in_short as (
    select
        place,
        unit,
        indicator,
        year,
        day,
        value,
        progress,
        schedule,
        status,
        reported and missing is null as complete,
        reported and oldest < day as stale
    from judged
)

select unit, indicator, year, day as "on", value, progress, schedule, status, complete, stale
from in_short
order by place, day
