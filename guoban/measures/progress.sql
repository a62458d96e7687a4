-- one row = a unit and an indicator on the asked day, in the order of duty: what it stands at, and how that compares with its
-- target, the schedule and last year (rules 1-10)
with stood as (
    select
        course.*,
        cast($share_by_days as double) as share_by_days,
        $quarter as quarter,
        cast($share_of_quarter as double) as share_of_quarter,
        $is_last_day as is_last_day
    from course
    where year = $year and from_day <= cast($day as date) and until_day > cast($day as date)
),

-- include judgement,

-- before: one row = what stood on the same day of last year.
-- A unit that had not yet told as much of last year as of this one (Q1 against the half-year) is not compared with it.
before as (
    select unit, indicator, value, missing, oldest, covers
    from standing
    where year = $year - 1 and aspect = 'figure'
        and from_day <= cast($same_day as date) and until_day > cast($same_day as date)
),

-- compared: `share_last_year` is the share of last year's total that had been reached by the same day, where both are known
-- exactly and over the same units.
compared as (
    select
        judged.*,
        case
            when judged.own and before.missing is not null then null
            when judged.own
                and before.oldest < cast(coalesce(judged.oldest, cast($day as date)) - interval 1 year as date) then null
            else before.value
        end as previous_year,
        case
            when before.missing is null and before.oldest = cast($same_day as date)
                and before.covers = judged.whole_covers
                then before.value / nullif(judged.whole_last_year, 0)
        end as share_last_year
    from judged
    left join before on before.unit = judged.unit and before.indicator = judged.indicator
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
    reported and oldest < cast($day as date) as stale,
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
            then greatest(0, target - value) / nullif(cast($quarters_left as double), 0)
    end as needed_per_quarter,
    upload as last_upload,
    earned
from forecast
order by place
