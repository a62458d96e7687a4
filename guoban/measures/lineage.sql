-- one row = a version of a figure of one unit and indicator, of a year up to a day, with where it was read (rule 5).
-- `part`: how the span it is a version of enters what is shown on that day: 'base' (from 1 January), 'added' (begins
-- after it), 'level', 'numerator', 'denominator'; null = another figure of the year, which does not enter it.
with recursive

-- include version,

-- wanted: one row = a figure of the year that counts and has ended by the day.
wanted as (
    select unit, indicator, first_day, last_day, value, upload
    from observation_in_force
    where unit = $unit
        and indicator in (select code from asked)
        and last_day between cast($new_year as date) and cast($day as date)
),

-- include figure,

-- include year_to_date,

last_turn as (
    select indicator, max(day) as day
    from turn
    group by indicator
),

level as (
    select
        indicator,
        first_day,
        last_day,
        row_number() over (partition by indicator order by last_day desc, upload desc, first_day) as place
    from figure
    where kind in ('stock', 'ratio', 'milestone')
),

-- standing: one row = a span that makes up the figure of an indicator on the day.
standing as (
    select
        counted.indicator,
        counted.first_day,
        counted.last_day,
        case when extract(doy from counted.first_day) = 1 then 'base' else 'added' end as part
    from counted
    join last_turn on last_turn.indicator = counted.indicator and last_turn.day = counted.day
    union all
    select indicator, first_day, last_day, 'level' as part
    from level
    where place = 1
),

-- used: one row = a role whose figures are used. Of a ratio numerator and denominator are, where both stand; else the
-- percentage as it was given (rule 4).
pair as (
    select count(distinct asked.role) = 2 as stand
    from standing
    join asked on asked.code = standing.indicator
    where asked.role in ('numerator', 'denominator')
),

used as (
    select asked.code, asked.role
    from asked
    cross join pair
    where pair.stand = (asked.role <> 'itself')
)

select
    version.unit,
    version.indicator,
    asked.role,
    version.first_day,
    version.last_day,
    case
        when used.role is null then null
        when used.role = 'itself' then standing.part
        when standing.part is null then null
        else used.role
    end as part,
    version.value,
    version.raw,
    version.note,
    version.quote,
    version.sheet,
    version.cell,
    version.upload,
    version.file_name,
    version.sha256,
    version.loaded_at,
    version.loaded_by,
    version.undone_at,
    version.undone_by,
    version.counts
from version
join asked on asked.code = version.indicator
left join standing
    on standing.indicator = version.indicator and standing.first_day = version.first_day
    and standing.last_day = version.last_day
left join used on used.code = version.indicator and used.role = asked.role
where version.last_day between cast($new_year as date) and cast($day as date)
order by
    case when used.role is null or standing.part is null then 1 else 0 end,
    case asked.role when 'itself' then 0 when 'numerator' then 1 else 2 end,
    version.first_day,
    version.last_day,
    version.upload desc,
    version.line desc
