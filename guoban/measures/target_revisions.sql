-- one row = a revision of a target or of its spread over the quarters, newest first: what stood before, and what was set
--
-- Before an upload stood what the latest upload before it said that is not undone. An upload that said the same again
-- is no revision.
with said as (
    select
        target.upload,
        target.line,
        'target' as what,
        target.unit,
        target.indicator,
        target.value,
        cast(null as varchar) as way,
        cast(null as decimal(18, 6)) as due_q1,
        cast(null as decimal(18, 6)) as due_q2,
        cast(null as decimal(18, 6)) as due_q3,
        target.sheet,
        target.cell,
        target.reason
    from target
    where target.year = $year
    union all
    select
        split.upload,
        split.line,
        'split' as what,
        split.unit,
        split.indicator,
        split.due_q4 as value,
        split.way,
        split.due_q1,
        split.due_q2,
        split.due_q3,
        '' as sheet,
        '' as cell,
        split.reason
    from target_split as split
    where split.year = $year
),

dated as (
    select
        said.*,
        upload.purpose,
        upload.file_name,
        upload.loaded_at,
        upload.loaded_by,
        upload.undone_at,
        upload.undone_by,
        case when upload.undone_at is null then said.value end as counting_value,
        case when upload.undone_at is null then said.way end as counting_way
    from said
    join upload on upload.upload = said.upload
),

followed as (
    select
        *,
        last_value(counting_value ignore nulls) over of_one as old_value,
        last_value(counting_way ignore nulls) over of_one as old_way
    from dated
    window of_one as (
        partition by what, unit, indicator
        order by upload, line
        rows between unbounded preceding and 1 preceding
    )
)

select
    followed.upload,
    followed.what,
    followed.unit,
    unit.name as unit_name,
    followed.indicator,
    indicator.area,
    indicator.kind,
    indicator.measure,
    cast(followed.old_value as double) as old_value,
    cast(followed.value as double) as value,
    followed.old_way,
    followed.way,
    cast(followed.due_q1 as double) as due_q1,
    cast(followed.due_q2 as double) as due_q2,
    cast(followed.due_q3 as double) as due_q3,
    followed.reason,
    followed.sheet,
    followed.cell,
    followed.purpose,
    followed.file_name,
    followed.loaded_at,
    followed.loaded_by,
    followed.undone_at,
    followed.undone_by
from followed
join unit on unit.code = followed.unit
join indicator on indicator.code = followed.indicator
where followed.what = 'split' or followed.old_value is null or followed.old_value <> followed.value
order by followed.upload desc, unit.position, indicator.position, followed.what desc, followed.line
