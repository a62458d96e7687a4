-- one row = an asked unit: the last day that a figure of it or of a unit below it speaks of, and the quarters ended since
--
-- Given: asked_unit (code); quarter_end, the quarters of two years that have ended by the asked day (day).
with voice as (
    select code as unit, code as speaker
    from asked_unit
    union all
    select ancestry.ancestor as unit, ancestry.unit as speaker
    from ancestry
    join asked_unit on asked_unit.code = ancestry.ancestor
),

heard as (
    select voice.unit, max(own.as_of) as last_day
    from voice
    join own on own.unit = voice.speaker
    where own.aspect = 'figure' and own.year >= $year - 1 and own.as_of <= cast($day as date)
    group by voice.unit
)

select asked_unit.code as unit, heard.last_day, count(quarter_end.day) as quarters
from asked_unit
left join heard on heard.unit = asked_unit.code
left join quarter_end on heard.last_day is null or quarter_end.day > heard.last_day
group by asked_unit.code, heard.last_day
order by asked_unit.code
