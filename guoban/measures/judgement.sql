-- How a figure stands against the schedule (rules 7, 9 and 11), as steps of a longer question.
--
-- Given: stood, one row = a unit, an indicator and an asked day: course with the day's share_by_days, quarter,
-- share_of_quarter and is_last_day.

-- shared: the same with the shares of the target due by the quarters' ends: as it was spread, else as the indicator's are.
shared as (
    select
        stood.*,
        coalesce(split.share_q1, indicator.share_q1) as share_q1,
        coalesce(split.share_q2, indicator.share_q2) as share_q2,
        coalesce(split.share_q3, indicator.share_q3) as share_q3,
        case when split.unit is null then indicator.share_q4 else 1 end as share_q4
    from stood
    join indicator on indicator.code = stood.indicator
    left join split
        on split.unit = stood.unit and split.indicator = stood.indicator and split.year = stood.year
),

-- scheduled: the same with the share of the target due by the day. A level that is reached or not is due in full at any time.
scheduled as (
    select
        *,
        case
            when way in ('level', 'ceiling') then 1.0
            when share_q1 is null then share_by_days
            when quarter = 1 then share_q1 * share_of_quarter
            when quarter = 2 then share_q1 + (share_q2 - share_q1) * share_of_quarter
            when quarter = 3 then share_q2 + (share_q3 - share_q2) * share_of_quarter
            else share_q3 + (share_q4 - share_q3) * share_of_quarter
        end as schedule
    from shared
),

-- distanced: the same with the distance to the schedule. Nine decimals: what binary fractions leave behind never decides.
distanced as (
    select *, round(schedule - progress, 9) as shortfall
    from scheduled
),

judged as (
    select
        *,
        progress / nullif(schedule, 0) as pace,
        case
            when target is null then 'no_target'
            when not reported then 'not_reported'
            when way = 'amount' and value >= target then 'done'
            when way = 'growth' and progress >= 1 then 'done'
            when way in ('amount', 'growth') and (shortfall <= 0 or shortfall < $slack) then 'on_schedule'
            when way in ('amount', 'growth') and shortfall <= $tolerance then 'slightly_behind'
            when way in ('amount', 'growth') then 'behind'
            when way = 'cap' and value > target then 'behind'
            when way = 'cap' and is_last_day then 'done'
            when way = 'cap' and (target = 0 or shortfall >= 0 or shortfall > -$slack) then 'on_schedule'
            when way = 'cap' and shortfall >= -$tolerance then 'slightly_behind'
            when way = 'cap' then 'behind'
            when way = 'ceiling' and value <= target then 'met'
            when way = 'ceiling' and round(value - 1.05 * target, 9) <= 0 then 'near'
            when way = 'level' and (value is null or value >= target) then 'met'
            when way = 'level' and round(progress, 9) >= 0.95 then 'near'
            else 'not_met'
        end as status,
        -- What it earns in the appraisal, 1 = on schedule (rule 11); null = it is left out.
        case
            when target is null or schedule = 0 then null
            when not reported then 0
            when value is null or (way not in ('cap', 'ceiling') and progress is null) then null
            when way in ('amount', 'level') and target = 0 then null
            when way = 'cap' and (value <= 0 or shortfall >= 0) then $cap
            when way = 'cap' then least($cap, schedule * target / nullif(value, 0))
            when way = 'ceiling' and value <= target then $cap
            when way = 'ceiling' then least($cap, target / nullif(value, 0))
            else greatest(0, least($cap, progress / nullif(schedule, 0)))
        end as earned
    from distanced
)
