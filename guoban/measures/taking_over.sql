-- one row = a row of a table of other workings that stands in these too
--
-- Given: past, that table; taken, its years; region, the units that are worked out again in some of them (`again`).
select past.*
from past
join taken on taken.year = past.year
left join region on region.unit = past.unit
where region.unit is null or not taken.again
