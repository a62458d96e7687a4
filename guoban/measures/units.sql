-- one row = a unit: how many units stand below it, and how many reporting units (those with nobody below) it stands for
--
-- Given: roster, one row a unit as in the store; ancestry.
with parents as (
    select distinct ancestor as unit
    from ancestry
),

under as (
    select
        ancestry.ancestor as unit,
        count(*) as below,
        sum(case when parents.unit is null then 1 else 0 end) as leaves
    from ancestry
    left join parents on parents.unit = ancestry.unit
    group by ancestry.ancestor
)

select
    roster.code,
    roster.name,
    roster.kind,
    roster.parent,
    roster.position,
    coalesce(under.below, 0) as below,
    coalesce(under.leaves, 1) as leaves
from roster
left join under on under.unit = roster.code
