-- one row = a version of a figure of one unit and indicator, of a year up to a day, with where it was read (rule 5).
-- `part`: how the span it is a version of enters what is shown on that day: 'base' (from 1 January), 'added' (begins
-- after it), 'level', 'numerator', 'denominator'; null = another figure of the year, which does not enter it.
with recursive

asked as (
    select code, 'itself' as role
    from indicator
    where code = $indicator
    union all
    select numerator as code, 'numerator' as role
    from indicator
    where code = $indicator and numerator is not null
    union all
    select denominator as code, 'denominator' as role
    from indicator
    where code = $indicator and denominator is not null
),

-- figure: one row = a figure of the year that counts and has ended by the day.
figure as (
    select
        extract(year from figure.last_day) as year,
        cast(date_trunc('year', figure.last_day) as date) as new_year,
        indicator.kind,
        figure.unit,
        figure.indicator,
        figure.first_day,
        figure.last_day,
        figure.value,
        figure.upload
    from observation_in_force as figure
    join indicator on indicator.code = figure.indicator
    where figure.unit = $unit
        and figure.indicator in (select code from asked)
        and figure.last_day between cast($new_year as date) and cast($day as date)
),

-- include year_to_date

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
    observation.unit,
    observation.indicator,
    asked.role,
    observation.first_day,
    observation.last_day,
    case
        when used.role is null then null
        when used.role = 'itself' then standing.part
        when standing.part is null then null
        else used.role
    end as part,
    cast(observation.value as double) as value,
    observation.raw,
    observation.note,
    observation.quote,
    observation.sheet,
    observation.cell,
    observation.upload,
    upload.file_name,
    upload.sha256,
    upload.loaded_at,
    upload.loaded_by,
    upload.undone_at,
    upload.undone_by,
    in_force.upload is not null as counts
from observation
join asked on asked.code = observation.indicator
join upload on upload.upload = observation.upload
left join standing
    on standing.indicator = observation.indicator and standing.first_day = observation.first_day
    and standing.last_day = observation.last_day
left join used on used.code = observation.indicator and used.role = asked.role
left join observation_in_force as in_force
    on in_force.upload = observation.upload and in_force.line = observation.line and in_force.unit = $unit
where observation.unit = $unit and observation.last_day between cast($new_year as date) and cast($day as date)
order by
    case when used.role is null or standing.part is null then 1 else 0 end,
    case asked.role when 'itself' then 0 when 'numerator' then 1 else 2 end,
    observation.first_day,
    observation.last_day,
    observation.upload desc,
    observation.line desc
