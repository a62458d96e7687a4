-- one row = a figure in force of a year up to a day, with the upload it came with
select
    observation.unit,
    observation.indicator,
    observation.first_day,
    observation.last_day,
    observation.value,
    observation.upload
from observation_in_force as observation
where observation.last_day between cast($new_year as date) and cast($day as date)
