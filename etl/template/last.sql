-- one row = one unit and indicator: its last figure that ends before $before, if any, and its target of $year, if any
with ranked as (
    select
        unit, indicator, first_day, last_day, value,
        row_number() over (partition by unit, indicator order by last_day desc, first_day) as place
    from observation_in_force
    where last_day < $before
),
last_figure as (
    select unit, indicator, first_day, last_day, value from ranked where place = 1
),
due as (
    select unit, indicator, value as target from target_in_force where year = $year
)
select
    coalesce(f.unit, d.unit) as unit,
    coalesce(f.indicator, d.indicator) as indicator,
    f.first_day, f.last_day, f.value, d.target
from last_figure as f
full outer join due as d on d.unit = f.unit and d.indicator = f.indicator
