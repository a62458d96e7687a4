-- one row = a unit: score, rank among the units with the same parent, and the rank at the quarter's end before (rule
-- 11)
--
-- Given: earned_now and earned_before, one row a unit and indicator with a target (weight, earned; null = left out). With
-- $kind only units of that kind are there, and ranked among themselves.
with score_now as (
    select
        unit,
        100 * sum(cast(weight as double) * earned) / nullif(sum(cast(weight as double)), 0) as score,
        count(*) as indicators
    from earned_now
    where earned is not null
    group by unit
),

score_before as (
    select unit, 100 * sum(cast(weight as double) * earned) / nullif(sum(cast(weight as double)), 0) as score
    from earned_before
    where earned is not null
    group by unit
),

-- Six decimals: what binary fractions leave behind does not break a tie.
ranked_now as (
    select
        score_now.unit,
        score_now.score,
        score_now.indicators,
        rank() over (partition by unit.parent order by round(score_now.score, 6) desc) as place
    from score_now
    join unit on unit.code = score_now.unit
    where score_now.score is not null and ($kind is null or unit.kind = $kind)
),

ranked_before as (
    select
        score_before.unit,
        score_before.score,
        rank() over (partition by unit.parent order by round(score_before.score, 6) desc) as place
    from score_before
    join unit on unit.code = score_before.unit
    where score_before.score is not null and ($kind is null or unit.kind = $kind)
)

select
    unit.code as unit,
    unit.name as unit_name,
    unit.kind as kind_of_unit,
    unit.parent,
    ranked_now.score,
    ranked_now.place as rank,
    ranked_before.place as rank_before,
    ranked_before.place - ranked_now.place as step,
    ranked_now.score - ranked_before.score as gain,
    case
        when round(ranked_now.score, 6) >= $five_stars then 5
        when round(ranked_now.score, 6) >= $four_stars then 4
        when round(ranked_now.score, 6) >= $three_stars then 3
        when ranked_now.score is not null then 0
    end as stars,
    coalesce(ranked_now.indicators, 0) as indicators,
    unit.position as unit_position
from unit
left join ranked_now on ranked_now.unit = unit.code
left join ranked_before on ranked_before.unit = unit.code
where $kind is null or unit.kind = $kind
order by unit.position, unit.code
