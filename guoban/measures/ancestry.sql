-- one row = a unit and one unit above it
with recursive ancestry as (
    select code as unit, parent as ancestor
    from unit
    where parent is not null
    union all
    select ancestry.unit, above.parent as ancestor
    from ancestry
    join unit as above on above.code = ancestry.ancestor
    where above.parent is not null
)

select unit, ancestor
from ancestry
