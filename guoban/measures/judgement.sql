-- How a figure stands against its target (rules 8 and 9), as steps of a longer question. Given: stood.

-- weighed: one row = a unit, an indicator and a day, with the way in which it is judged:
--   amount   a flow, money or milestone of which more is better: share of the target against the schedule
--   cap      a flow of which less is better: share used up against the schedule, and never above the cap
--   growth   a level with a known baseline below its target: share of the way from there against the schedule
--   level    any other level of which more is better: reached or not
--   ceiling  a level of which less is better: kept or not
weighed as (
    select
        *,
        case
            when kind not in ('stock', 'ratio') and direction = 'higher' then 'amount'
            when kind not in ('stock', 'ratio') then 'cap'
            when direction = 'lower' then 'ceiling'
            when gain is not null and baseline < target then 'growth'
            else 'level'
        end as way
    from stood
),

-- measured: the same with progress and the schedule it is held against, fractions of 1.
measured as (
    select
        *,
        case
            when way = 'growth' then gain / nullif(target - baseline, 0)
            else value / nullif(target, 0)
        end as progress,
        case when way in ('level', 'ceiling') then 1.0 else due end as schedule
    from weighed
),

-- distanced: the same with the distance to the schedule. Nine decimals: what binary fractions leave behind never
-- decides.
distanced as (
    select *, round(schedule - progress, 9) as shortfall
    from measured
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
            when way in ('amount', 'growth') and shortfall <= 0 then 'on_schedule'
            when way in ('amount', 'growth') and shortfall <= $tolerance then 'slightly_behind'
            when way in ('amount', 'growth') then 'behind'
            when way = 'cap' and value > target then 'behind'
            when way = 'cap' and is_last_day then 'done'
            when way = 'cap' and (target = 0 or shortfall >= 0) then 'on_schedule'
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
            when value is null then null
            when way in ('amount', 'level') and target = 0 then null
            when way = 'cap' and (value <= 0 or shortfall >= 0) then $cap
            when way = 'cap' then least($cap, schedule * target / nullif(value, 0))
            when way = 'ceiling' and value <= target then $cap
            when way = 'ceiling' then least($cap, target / nullif(value, 0))
            else greatest(0, least($cap, progress / nullif(schedule, 0)))
        end as earned
    from distanced
),
