-- The figures that a year is made of, as a step of a longer question. Given: wanted, observations in force.

-- figure: one row = a wanted figure with the year it belongs to, which is that of its last day.
figure as (
    select
        extract(year from wanted.last_day) as year,
        cast(date_trunc('year', wanted.last_day) as date) as new_year,
        indicator.kind,
        wanted.unit,
        wanted.indicator,
        wanted.first_day,
        wanted.last_day,
        wanted.value,
        wanted.upload
    from wanted
    join indicator on indicator.code = wanted.indicator
)
