-- one row = a unit and an indicator on an asked day, in no particular order: what it stands at, and how that compares with its
-- target, the schedule and last year (rules 1-10)
--
-- Given: asked_day. `place` is that of duty. To sort so wide an answer would take as long as to work it out.
with stood as (
    select
        course.*,
        asked_day.day,
        asked_day.share_by_days,
        asked_day.quarter,
        asked_day.share_of_quarter,
        asked_day.is_last_day,
        asked_day.same_day,
        asked_day.quarters_left
    from course
    join asked_day
        on asked_day.year = course.year and asked_day.day >= course.from_day and asked_day.day < course.until_day
),

-- include judgement,

-- before: one row = what stood on the same day of the year before an asked day.
before as (
    select asked_day.day, standing.unit, standing.indicator, standing.value, standing.missing, standing.oldest, standing.covers
    from standing
    join asked_day
        on asked_day.year - 1 = standing.year and asked_day.same_day >= standing.from_day
        and asked_day.same_day < standing.until_day
    where standing.aspect = 'figure'
),

-- compared: `share_last_year` is the share of last year's total that had been reached by the same day, where both are known
-- exactly and over the same units. A unit that had not yet told as much of last year as of this one (Q1 against the half-year)
-- is not compared with it; what went up to the very day had told as much.
compared as (
    select
        judged.*,
        case
            when judged.own and before.missing is not null then null
            when judged.own and before.oldest < judged.same_day
                and before.oldest < cast(coalesce(judged.oldest, judged.day) - interval 1 year as date) then null
            else before.value
        end as previous_year,
        case
            when before.missing is null and before.oldest = judged.same_day
                and before.covers = judged.whole_covers
                then before.value / nullif(judged.whole_last_year, 0)
        end as share_last_year
    from judged
    left join before
        on before.unit = judged.unit and before.indicator = judged.indicator and before.day = judged.day
),

forecast as (
    select
        *,
        case
            when kind not in ('flow', 'money') or not reported then null
            when share_last_year > 0 then 'last_year_shape'
            when schedule > 0 then 'schedule'
        end as forecast_method
    from compared
)

select
    day,
    place,
    known or asked as known,
    value,
    numerator,
    denominator,
    progress,
    schedule,
    pace,
    status,
    reported and missing is null as complete,
    missing,
    as_of,
    reported and oldest < day as stale,
    covers,
    of_units,
    own,
    previous_year,
    case
        when forecast_method = 'last_year_shape' then value / nullif(share_last_year, 0)
        when forecast_method = 'schedule' then value / nullif(schedule, 0)
    end as forecast,
    forecast_method,
    case
        -- greatest() passes over a null: without a target or a figure there is nothing to say
        when direction = 'higher' and kind <> 'milestone' and target is not null and value is not null
            then greatest(0, target - value) / nullif(cast(quarters_left as double), 0)
    end as needed_per_quarter,
    upload as last_upload,
    earned
from forecast
