-- one row = what a unit itself gave for an indicator, as it stands from one day of a year until the next that changes
-- it (`until_day`, not included): the year to date of a flow (rule 2), the latest level of anything else (rule 3)
with recursive

-- wanted: one row = a figure that counts (rule 5) and ends in one of the wanted years.
wanted as (
    select unit, indicator, first_day, last_day, value, upload
    from observation_in_force
    where last_day between cast($first_day as date) and cast($last_day as date)
),

-- include figure,

-- include year_to_date,

-- level: one row = a stock, milestone or given percentage of a unit as it stands from `day` on. Of figures that end
-- together the later upload counts, and within one upload the longer span (累计 before 本季).
level as (
    select year, unit, indicator, day, value, upload
    from (
        select
            year,
            unit,
            indicator,
            last_day as day,
            value,
            upload,
            row_number() over (
                partition by unit, indicator, last_day
                order by upload desc, first_day
            ) as place
        from figure
        where kind in ('stock', 'ratio', 'milestone')
    ) as candidate
    where place = 1
),

standing as (
    select year, unit, indicator, day, value, as_of, missing, upload
    from year_to_date
    union all
    select year, unit, indicator, day, value, day as as_of, null as missing, upload
    from level
)

-- The value leaves as text, so that no binary fraction comes between one decimal and the next.
select
    year,
    unit,
    indicator,
    day as from_day,
    coalesce(
        lead(day) over (partition by unit, indicator, year order by day),
        cast(cast(year + 1 as varchar) || '-01-01' as date)
    ) as until_day,
    cast(value as varchar) as value,
    as_of,
    missing,
    upload
from standing
