-- one row = a unit on an asked day: score, rank among the units with the same parent, and the rank at the quarter's end
-- before (rule 11)
--
-- Given: asked (day; before = the quarter's end before it, null where nothing is to be compared with); earned, one row a day,
-- unit and indicator with a target that enters the score (day, unit, weight, earned). With $kind only units of that kind are
-- there, and ranked among themselves.
with scored as (
    select
        day,
        unit,
        100 * sum(cast(weight as double) * earned) / nullif(sum(cast(weight as double)), 0) as score,
        count(*) as indicators
    from earned
    group by day, unit
),

-- Six decimals: what binary fractions leave behind does not break a tie.
ranked as (
    select
        scored.day,
        scored.unit,
        scored.score,
        scored.indicators,
        rank() over (partition by scored.day, unit.parent order by round(scored.score, 6) desc) as place
    from scored
    join unit on unit.code = scored.unit
    where scored.score is not null and ($kind is null or unit.kind = $kind)
)

select
    asked.day,
    unit.code as unit,
    unit.name as unit_name,
    unit.kind as kind_of_unit,
    unit.parent,
    ranked.score,
    ranked.place as rank,
    earlier.place as rank_before,
    earlier.place - ranked.place as step,
    ranked.score - earlier.score as gain,
    case
        when round(ranked.score, 6) >= $five_stars then 5
        when round(ranked.score, 6) >= $four_stars then 4
        when round(ranked.score, 6) >= $three_stars then 3
        when ranked.score is not null then 0
    end as stars,
    coalesce(ranked.indicators, 0) as indicators,
    unit.position as unit_position
from asked
cross join unit
left join ranked on ranked.day = asked.day and ranked.unit = unit.code
left join ranked as earlier on earlier.day = asked.before and earlier.unit = unit.code
where $kind is null or unit.kind = $kind
order by asked.day, unit.position, unit.code
