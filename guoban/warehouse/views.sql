-- What counts of the tables of a store. Made in every whole file, and over a whole file with the additions to it.

-- figures that count: the latest upload not undone for each unit, indicator and span (domain rule 5)
create or replace view observation_in_force as
select o.*
from observation as o
join upload as u on u.upload = o.upload
where u.undone_at is null
qualify row_number() over (partition by o.unit, o.indicator, o.first_day, o.last_day order by o.upload desc, o.line desc) = 1;

create or replace view target_in_force as
select t.*
from target as t
join upload as u on u.upload = t.upload
where u.undone_at is null
qualify row_number() over (partition by t.unit, t.indicator, t.year order by t.upload desc, t.line desc) = 1;

-- the spread of a target that counts, of each unit, indicator and year
create or replace view target_split_in_force as
select s.*
from target_split as s
join upload as u on u.upload = s.upload
where u.undone_at is null
qualify row_number() over (partition by s.unit, s.indicator, s.year order by s.upload desc, s.line desc) = 1;

-- further names that count: of the catalogue, and learnt with an upload that was not undone
create or replace view alias_in_force as
select a.*
from alias as a
left join upload as u on u.upload = a.upload
where a.upload is null or (u.upload is not null and u.undone_at is null);
