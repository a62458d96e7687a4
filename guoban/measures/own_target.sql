-- one row = a target of a unit's own in force (rule 6); the value leaves as text, so that it stays exact
--
-- $units: null = of all, else of those whose codes stand in it between semicolons.
select
    'target' as aspect,
    target.year,
    target.unit,
    target.indicator,
    indicator.kind,
    cast(cast(target.year as varchar) || '-01-01' as date) as from_day,
    cast(cast(target.year + 1 as varchar) || '-01-01' as date) as until_day,
    cast(target.value as varchar) as amount,
    cast(null as varchar) as numerator,
    cast(null as varchar) as denominator,
    cast(null as date) as as_of,
    cast(null as varchar) as missing,
    target.upload,
    indicator.kind <> 'ratio' and indicator.measure <> '名' as adds_up
from target_in_force as target
join indicator on indicator.code = target.indicator
where target.year between $first_year and $last_year
    and ($units is null or position(';' || target.unit || ';' in $units) > 0)
