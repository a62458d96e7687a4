-- one row = an indicator, as the workings need it
select
    code, name_zh as name, area, kind, measure, direction, numerator, denominator, headline,
    cast(weight as varchar) as weight,
    cast(share_q1 as varchar) as share_q1,
    cast(share_q2 as varchar) as share_q2,
    cast(share_q3 as varchar) as share_q3,
    cast(share_q4 as varchar) as share_q4,
    position
from indicator
