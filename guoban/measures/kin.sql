-- one row = a unit above or below one of the region, and not of it
select kin.unit
from (
    select ancestry.ancestor as unit
    from ancestry
    join region on region.unit = ancestry.unit
    union
    select ancestry.unit
    from ancestry
    join region on region.unit = ancestry.ancestor
) as kin
left join region on region.unit = kin.unit
where region.unit is null
