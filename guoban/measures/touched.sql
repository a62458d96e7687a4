-- one row = a unit and a year of which one of some uploads brings a figure or a target
--
-- $uploads: their numbers, between semicolons.
with changed as (
    select upload
    from upload
    where position(';' || cast(upload as varchar) || ';' in $uploads) > 0
)

select observation.unit, extract(year from observation.last_day) as year
from observation
join changed on changed.upload = observation.upload
union
select target.unit, target.year
from target
join changed on changed.upload = target.upload
