-- one row = an asked day, a unit, an indicator and what it is held against, 'last_quarter' or 'last_year': both figures over the
-- units that told both, how far they are apart, and why nothing can be said where nothing can (docs/figures.md, "Comparisons")
--
-- Given: asked_unit; looked_back, one row an asked day: day, its quarter, whether it is the quarter's last day (over), and the
-- days looked at from it: began, the quarter's end before it, earlier, the one before that, same_day, a year before, and
-- year_began, the quarter's end before that; side, one row an asked day and a day looked at: asked, side, year, day.
with member as (
    select
        side.asked, side.side, own.unit as holder, own.unit, own.indicator, own.kind, own.amount, own.numerator, own.denominator,
        own.as_of, own.missing, unit.leaves
    from own
    join asked_unit on asked_unit.code = own.unit
    join unit on unit.code = own.unit
    join side on side.year = own.year and own.from_day <= side.day and own.until_day > side.day
    where own.aspect = 'figure'
    union all
    select
        side.asked, side.side, part.holder, part.unit, part.indicator, part.kind, part.amount, part.numerator, part.denominator,
        part.as_of, part.missing, part.leaves
    from part
    join asked_unit on asked_unit.code = part.holder
    join side on side.year = part.year and part.from_day <= side.day and part.until_day > side.day
    where part.aspect = 'figure' and part.leaves > 0
),

-- told: one row = a member on all days. A figure with days missing before it says nothing of a quarter or a year.
told as (
    select
        asked,
        holder,
        unit,
        indicator,
        kind,
        kind in ('flow', 'money') as adds_up,
        max(leaves) as leaves,
        max(case when side = 'now' and missing is null then as_of end) as now_until,
        max(case when side = 'began' and missing is null then as_of end) as began_until,
        max(case when side = 'earlier' and missing is null then as_of end) as earlier_until,
        max(case when side = 'same_day' and missing is null then as_of end) as year_until,
        max(case when side = 'now' then amount end) as now_amount,
        max(case when side = 'began' then amount end) as began_amount,
        max(case when side = 'earlier' then amount end) as earlier_amount,
        max(case when side = 'same_day' then amount end) as year_amount,
        max(case when side = 'now' then numerator end) as now_numerator,
        max(case when side = 'began' then numerator end) as began_numerator,
        max(case when side = 'same_day' then numerator end) as year_numerator,
        max(case when side = 'now' then denominator end) as now_denominator,
        max(case when side = 'began' then denominator end) as began_denominator,
        max(case when side = 'same_day' then denominator end) as year_denominator
    from member
    group by asked, holder, unit, indicator, kind
),

-- reached: the same with which of its figures tell of what they are asked about: of an amount the whole quarter, or as much of
-- last year as of this one; of a level anything within the quarter.
reached as (
    select
        told.*,
        looked_back.quarter,
        looked_back.over,
        case when adds_up then looked_back.over and now_until = looked_back.day and (looked_back.quarter = 1 or began_until = looked_back.began)
            else now_until > looked_back.began end as tells_quarter,
        case when adds_up then began_until = looked_back.began and (looked_back.quarter = 2 or earlier_until = looked_back.earlier)
            else began_until > looked_back.earlier end as tells_before,
        case when adds_up then now_until is not null else now_until > looked_back.began end as tells_now,
        case
            when adds_up then year_until = now_until - interval 1 year
                or (year_until = looked_back.same_day and now_until = looked_back.day)
            else year_until > looked_back.year_began
        end as tells_year
    from told
    join looked_back on looked_back.day = told.asked
),

-- faced: one row = a member and what it is held against; a side that tells nothing is empty. Amounts begin anew with the year.
faced as (
    select
        asked, over, holder, indicator, kind, leaves, 'last_quarter' as against,
        case when tells_quarter then now_amount - case when adds_up and quarter > 1 then began_amount else 0 end end
            as now_amount,
        case when tells_before then began_amount - case when adds_up and quarter <> 2 then earlier_amount else 0 end end
            as before_amount,
        case when tells_quarter then now_numerator end as now_numerator,
        case when tells_before then began_numerator end as before_numerator,
        case when tells_quarter then now_denominator end as now_denominator,
        case when tells_before then began_denominator end as before_denominator
    from reached
    union all
    select
        asked, over, holder, indicator, kind, leaves, 'last_year' as against,
        case when tells_now then now_amount end as now_amount,
        case when tells_year then year_amount end as before_amount,
        case when tells_now then now_numerator end as now_numerator,
        case when tells_year then year_numerator end as before_numerator,
        case when tells_now then now_denominator end as now_denominator,
        case when tells_year then year_denominator end as before_denominator
    from reached
),

-- marked: the same with which sides are there; a ratio is there as a pair or, for a unit's own, as a percentage.
marked as (
    select
        *,
        now_amount is not null or now_denominator is not null as has_now,
        before_amount is not null or before_denominator is not null as has_before,
        coalesce(now_amount, cast(now_numerator as double) / nullif(cast(now_denominator as double), 0)) is not null
        and coalesce(before_amount, cast(before_numerator as double) / nullif(cast(before_denominator as double), 0))
            is not null as has_both
    from faced
),

-- summed: over the members that are there on both sides. A milestone above others is the mean of theirs; a percentage that was
-- given as one is never added to another.
summed as (
    select
        asked,
        over,
        holder,
        indicator,
        kind,
        against,
        coalesce(sum(case when has_both then leaves end), 0) as covers,
        count(case when has_now then 1 end) as there_now,
        count(case when has_before then 1 end) as there_before,
        count(case when has_both then 1 end) as members,
        sum(case when has_both then now_amount end) as now_amount,
        sum(case when has_both then before_amount end) as before_amount,
        sum(case when has_both then now_numerator end) as now_numerator,
        sum(case when has_both then before_numerator end) as before_numerator,
        sum(case when has_both then now_denominator end) as now_denominator,
        sum(case when has_both then before_denominator end) as before_denominator
    from marked
    group by asked, over, holder, indicator, kind, against
),

opposed as (
    select
        asked,
        holder as unit,
        indicator,
        kind,
        against,
        covers,
        case
            when kind = 'milestone' then cast(now_amount as double) / nullif(members, 0)
            when kind = 'ratio' and now_amount is null
                then cast(now_numerator as double) / nullif(cast(now_denominator as double), 0)
            else cast(now_amount as double)
        end as now,
        case
            when kind = 'milestone' then cast(before_amount as double) / nullif(members, 0)
            when kind = 'ratio' and before_amount is null
                then cast(before_numerator as double) / nullif(cast(before_denominator as double), 0)
            else cast(before_amount as double)
        end as before,
        case
            when covers > 0 then null
            when kind in ('flow', 'money') and against = 'last_quarter' and not over then 'running'
            when there_now = 0 then 'not_told'
            when there_before = 0 then 'none_before'
            else 'others'
        end as why
    from summed
),

-- include turning

select
    turned.asked,
    turned.unit,
    turned.indicator,
    turned.against,
    turned.now,
    turned.before,
    turned.change,
    turned.relative,
    cast(turned.turn as double) as turn,
    cast(turned.turn as double) * case when indicator.direction = 'lower' then -1 else 1 end as better,
    turned.covers,
    turned.why
from turned
join indicator on indicator.code = turned.indicator
join unit on unit.code = turned.unit
order by unit.position, turned.unit, indicator.position, turned.indicator, turned.against
