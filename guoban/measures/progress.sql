-- one row = a unit and an indicator on the asked day, in the order of duty: what it stands at, and how that compares
-- with its target, the schedule and last year (rules 1-10)
with asked_duty as (
    select *
    from duty
),

-- include stood

-- include judgement

-- before: one row = what stood on the same day of last year.
before as (
    select standing.unit, standing.indicator, standing.value, standing.missing, standing.oldest, standing.covers
    from asked_day
    join standing
        on standing.year = asked_day.year - 1 and standing.aspect = 'figure'
        and standing.from_day <= asked_day.same_day_last_year and standing.until_day > asked_day.same_day_last_year
),

-- compared: `share_last_year` is the share of last year's total that had been reached by the same day, where both are
-- known exactly and over the same units.
compared as (
    select
        judged.*,
        asked_day.quarters_left,
        before.value as previous_year,
        case
            when before.missing is null and before.oldest = asked_day.same_day_last_year
                and before.covers = judged.whole_covers
                then before.value / nullif(judged.whole_last_year, 0)
        end as share_last_year
    from judged
    join asked_day on asked_day.day = judged.day
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
    place,
    known or asked as known,
    value,
    case when kind = 'ratio' then cast(numerator as double) end as numerator,
    case when kind = 'ratio' then cast(denominator as double) end as denominator,
    progress,
    schedule,
    pace,
    status,
    reported and missing is null as complete,
    missing,
    as_of,
    reported and oldest < day as stale,
    covers,
    case when own then 1 else leaves end as of_units,
    own,
    previous_year,
    case
        when forecast_method = 'last_year_shape' then value / nullif(share_last_year, 0)
        when forecast_method = 'schedule' then value / nullif(schedule, 0)
    end as forecast,
    forecast_method,
    case
        when direction = 'higher' and kind <> 'milestone' then greatest(0, target - value) / nullif(quarters_left, 0)
    end as needed_per_quarter,
    upload as last_upload,
    earned
from forecast
order by place
