-- one row = a unit that reports for a quarter of the year, in roster order: whether it has sent anything for it
--
-- Who reports is who is in completeness.sql, but for the organisation itself, and sent counts what counts there. Here units
-- alone are asked about, so that a few spans of each take the place of all its figures.
with quarter as (
    select
        starts.quarter,
        starts.first_day,
        cast(starts.first_day + interval 3 month as date) - 1 as last_day,
        cast(starts.first_day - interval 3 month as date) as before_first_day,
        cast(starts.first_day - interval 1 year as date) as year_ago_first_day,
        cast(starts.first_day - interval 9 month as date) - 1 as year_ago_last_day
    from (
        select quarter, cast(cast($year as varchar) || '-' || month || '-01' as date) as first_day
        from (values (1, '01'), (2, '04'), (3, '07'), (4, '10')) as begun(quarter, month)
    ) as starts
),

span as (
    select distinct
        observation.unit,
        indicator.kind in ('flow', 'money') as adds_up,
        observation.first_day,
        observation.last_day
    from observation
    join upload on upload.upload = observation.upload
    join indicator on indicator.code = observation.indicator
    where upload.undone_at is null and observation.last_day >= cast(cast($year - 1 as varchar) || '-01-01' as date)
),

sent as (
    select
        quarter.quarter,
        span.unit,
        case
            when span.last_day between quarter.first_day and quarter.last_day then 1
            when span.adds_up and span.first_day <= quarter.first_day and span.last_day >= quarter.last_day then 1
            when span.last_day between quarter.before_first_day and quarter.first_day - 1 then 0
            when span.last_day between quarter.year_ago_first_day and quarter.year_ago_last_day then 0
        end as spoke
    from span
    cross join quarter
),

asked as (
    select distinct target.unit
    from target
    join upload on upload.upload = target.upload
    join indicator on indicator.code = target.indicator
    where upload.undone_at is null and target.year = $year
),

expected as (
    select quarter, unit, max(spoke) as spoke
    from (
        select quarter, unit, spoke
        from sent
        where spoke is not null
        union all
        select quarter.quarter, asked.unit, 0 as spoke
        from asked
        cross join quarter
    ) as either_way
    group by quarter, unit
)

select expected.quarter, unit.code as unit, unit.name as unit_name, expected.spoke = 1 as spoke
from expected
join unit on unit.code = expected.unit
where unit.parent is not null
order by expected.quarter, unit.position, unit.code
