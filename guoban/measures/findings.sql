-- one row = a finding that is still open, gravest first: its upload counts, and what it speaks of has not been replaced
--
-- Of a quarter: the figure of its cell, else the last of its upload, ends in the quarter; targets belong to their whole
-- year. Where a figure was read from the cell, the finding is open while that figure is in force; elsewhere while anything
-- of the upload is.
with standing as (
    select upload, line
    from observation_in_force
),

-- placed: one row = a cell from which figures were read
placed as (
    select
        observation.upload,
        observation.sheet,
        observation.cell,
        min(observation.unit) as unit,
        min(observation.indicator) as indicator,
        max(observation.last_day) as last_day,
        count(standing.line) as in_force
    from observation
    left join standing on standing.upload = observation.upload and standing.line = observation.line
    group by observation.upload, observation.sheet, observation.cell
),

-- line: one row = a row or a column of a sheet all of whose figures are one unit's, of a column two at least: a finding
-- on a cell without a figure is about that unit
line as (
    select upload, sheet, ltrim(cell, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') as place, min(unit) as unit
    from observation
    where upload in (select upload from finding)
    group by upload, sheet, ltrim(cell, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    having count(distinct unit) = 1
    union all
    select upload, sheet, rtrim(cell, '0123456789') as place, min(unit) as unit
    from observation
    where upload in (select upload from finding)
    group by upload, sheet, rtrim(cell, '0123456789')
    having count(distinct unit) = 1 and count(*) > 1
),

-- spoken: one row = an upload of which something is in force: the last day it speaks of
spoken as (
    select placed.upload, max(placed.last_day) as last_day
    from placed
    where placed.in_force > 0
    group by placed.upload
    union all
    select upload, max(make_date(year, 12, 31)) as last_day
    from target_in_force
    where upload not in (select upload from placed)
    group by upload
)

select
    finding.severity,
    finding.rule,
    finding.sheet,
    finding.cell,
    finding.message,
    finding.hint,
    coalesce(placed.unit, across.unit, down.unit) as unit,
    unit.name as unit_name,
    placed.indicator,
    indicator.area,
    upload.upload,
    upload.file_name,
    upload.loaded_at,
    upload.loaded_by
from finding
join upload on upload.upload = finding.upload
join spoken on spoken.upload = finding.upload
left join placed
    on placed.upload = finding.upload and placed.sheet = finding.sheet and placed.cell = finding.cell
left join line as across
    on across.upload = finding.upload and across.sheet = finding.sheet
    and across.place = ltrim(finding.cell, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
left join line as down
    on down.upload = finding.upload and down.sheet = finding.sheet
    and down.place = rtrim(finding.cell, '0123456789')
left join unit on unit.code = coalesce(placed.unit, across.unit, down.unit)
left join indicator on indicator.code = placed.indicator
where upload.undone_at is null
    and (placed.in_force is null or placed.in_force > 0)
    and (
        coalesce(placed.last_day, spoken.last_day) between cast($first_day as date) and cast($last_day as date)
        or (upload.purpose <> 'report' and year(spoken.last_day) = $year)
    )
order by
    case finding.severity when 'error' then 0 when 'question' then 1 when 'warning' then 2 else 3 end,
    finding.upload desc,
    finding.sheet,
    finding.cell,
    finding.rule
