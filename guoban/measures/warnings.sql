-- one row = a unit and an indicator that needs attention on an asked day, worst first: it is behind, its target is out of
-- reach at the present pace, it jumped, or it got worse two quarters running (docs/figures.md, "Warnings")
--
-- Given: asked, the days, all of one $year (day; quarter = which of its year ended last); quarter_end, the quarters that have
-- ended by such a day (asked), `ago` 0 = the latest, 1 = the one before … (year, day); standing_now, one row a day, unit and
-- indicator (asked, place, status, progress, schedule, needed, weight).

-- stood: what stood when a quarter ended, where it is all there: nothing of it is older, and no day before it is missing.
with stood as (
    select quarter_end.asked, course.place, course.value, course.covers, quarter_end.ago
    from course
    join quarter_end
        on quarter_end.year = course.year and quarter_end.day = course.oldest
        and course.from_day <= quarter_end.day and course.until_day > quarter_end.day
    where course.missing is null and course.value is not null
),

-- six: what stood when each of the last six quarters ended. A sum that has not rested on the same units all the time is not
-- compared with itself.
six as (
    select
        asked,
        place,
        max(case when ago = 0 then value end) as v0,
        max(case when ago = 1 then value end) as v1,
        max(case when ago = 2 then value end) as v2,
        max(case when ago = 3 then value end) as v3,
        max(case when ago = 4 then value end) as v4,
        max(case when ago = 5 then value end) as v5
    from stood
    group by asked, place
    having min(covers) = max(covers)
),

-- described: the same with what the figure is. `may_fall`: it neither has its season nor is it finished; `short`: how far from
-- the schedule.
described as (
    select
        standing_now.asked,
        asked.quarter,
        standing_now.place,
        standing_now.weight,
        standing_now.needed,
        standing_now.status in ('behind', 'not_met') as behind,
        standing_now.status in ('behind', 'slightly_behind', 'not_met', 'near') as late,
        duty.kind in ('flow', 'money') as adds_up,
        duty.kind = 'ratio' as ratio,
        case when duty.direction = 'lower' then -1 else 1 end as better,
        indicator.share_q1 is null and standing_now.status not in ('done', 'met') as may_fall,
        case
            when duty.direction = 'lower' then standing_now.progress - standing_now.schedule
            else standing_now.schedule - greatest(standing_now.progress, 0)
        end as short,
        six.v0, six.v1, six.v2, six.v3, six.v4, six.v5
    from standing_now
    join asked on asked.day = standing_now.asked
    join duty on duty.year = $year and duty.place = standing_now.place
    join indicator on indicator.code = duty.indicator
    left join six on six.asked = standing_now.asked and six.place = standing_now.place
),

-- brought: what each quarter brought: of an amount what it added, beginning anew with the year; of a level by how much it rose.
brought as (
    select
        *,
        case when adds_up and quarter = 1 then v0 else v0 - v1 end as q0,
        case when adds_up and quarter = 2 then v1 else v1 - v2 end as q1,
        case when adds_up and quarter = 3 then v2 else v2 - v3 end as q2,
        case when adds_up and quarter = 4 then v3 else v3 - v4 end as q3,
        case when adds_up and quarter = 1 then v4 else v4 - v5 end as q4
    from described
),

-- measured: `best` of this year's quarters; `most` that was usual in the year before the latest quarter, every season in it;
-- `change` and `change_before` of the last two quarters, of what was before, below 0 = worse; `gap`, the least that is one.
measured as (
    select
        *,
        greatest(
            q0,
            case when quarter > 1 then q1 end,
            case when quarter > 2 then q2 end,
            case when quarter > 3 then q3 end
        ) as best,
        case
            when q1 + q2 + q3 + case when adds_up then q4 else 0 end is not null
                then greatest(abs(q1), abs(q2), abs(q3), case when adds_up then abs(q4) end)
        end as most,
        case
            when adds_up then better * (q0 - q1) / nullif(abs(q1), 0)
            when ratio then better * q0
            else better * q0 / nullif(abs(v1), 0)
        end as change,
        case
            when adds_up then better * (q1 - q2) / nullif(abs(q2), 0)
            when ratio then better * q1
            else better * q1 / nullif(abs(v2), 0)
        end as change_before,
        case when adds_up then $amount_gap else $level_gap end as gap
    from brought
),

judged as (
    select
        *,
        late and better = 1 and not ratio and round(needed - best, 9) > 0 as out_of_reach,
        may_fall and round(change + gap, 9) < 0 and round(change_before + gap, 9) < 0 as falling,
        case when adds_up then q0 else abs(q0) end > $jump * most
            and abs(q0) >= case when ratio then $least_jump_of_level else $least_jump end
            and (adds_up or ratio or abs(q0) >= $least_jump_of_level * abs(v1)) as jumped
    from measured
),

told as (
    select
        asked,
        place,
        behind,
        coalesce(out_of_reach, false) as out_of_reach,
        coalesce(jumped, false) as jumped,
        coalesce(falling, false) as falling,
        best,
        most,
        q0 as brought,
        case when adds_up then q0 else v0 end as latest,
        case when adds_up then q1 else v1 end as before,
        case when adds_up then q2 else v2 end as earlier,
        short,
        weight
    from judged
    where behind or out_of_reach or jumped or falling
)

select asked, place, behind, out_of_reach, jumped, falling, best, most, brought, latest, before, earlier
from told
order by
    asked,
    case when behind or out_of_reach then 1 when jumped then 2 else 3 end,
    case when behind or out_of_reach then -coalesce(round(short, 9), 0) end,
    -weight,
    place
