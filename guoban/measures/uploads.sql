-- one row = an upload, newest first: what it brought, and whether it counts
with figures as (
    select
        upload,
        count(*) as figures,
        count(distinct unit) as units,
        min(first_day) as first_day,
        max(last_day) as last_day
    from observation
    group by upload
),

standing as (
    select upload, count(*) as figures_in_force
    from observation_in_force
    group by upload
),

targets as (
    select upload, count(*) as targets
    from target
    group by upload
),

findings as (
    select upload, count(*) as findings
    from finding
    group by upload
)

select
    upload.upload,
    upload.purpose,
    upload.file_name,
    upload.sha256,
    upload.bytes,
    upload.loaded_at,
    upload.loaded_by,
    upload.submitted_at,
    upload.approved_by,
    upload.undone_at,
    upload.undone_by,
    upload.undone_at is null as counts,
    coalesce(figures.figures, 0) as figures,
    coalesce(standing.figures_in_force, 0) as figures_in_force,
    coalesce(targets.targets, 0) as targets,
    coalesce(findings.findings, 0) as findings,
    coalesce(figures.units, 0) as units,
    figures.first_day,
    figures.last_day
from upload
left join figures on figures.upload = upload.upload
left join standing on standing.upload = upload.upload
left join targets on targets.upload = upload.upload
left join findings on findings.upload = upload.upload
order by upload.upload desc
limit $rows
