-- What stood on each asked day, beside what was asked, as steps of a longer question. Given: asked_day, asked_duty,
-- standing, footing.

-- stood: one row = a unit, an indicator and an asked day.
stood as (
    select
        asked_day.day,
        asked_day.is_last_day,
        duty.year,
        duty.place,
        duty.unit,
        duty.indicator,
        duty.kind,
        duty.direction,
        duty.leaves,
        duty.asked,
        duty.target,
        duty.baseline,
        duty.whole_last_year,
        duty.whole_covers,
        now.unit is not null as known,
        coalesce(now.covers, 0) > 0 as reported,
        now.value,
        now.numerator,
        now.denominator,
        now.as_of,
        now.oldest,
        now.missing,
        now.upload,
        coalesce(now.covers, 0) as covers,
        coalesce(now.own, false) as own,
        case
            when duty.kind = 'ratio' or (duty.kind = 'stock' and now.own) then now.value - duty.baseline
            when duty.kind = 'stock' then footing.gain
        end as gain,
        case
            when duty.share_q1 is null then asked_day.share_by_days
            when asked_day.quarter = 1 then duty.share_q1 * asked_day.share_of_quarter
            when asked_day.quarter = 2
                then duty.share_q1 + (duty.share_q2 - duty.share_q1) * asked_day.share_of_quarter
            when asked_day.quarter = 3
                then duty.share_q2 + (duty.share_q3 - duty.share_q2) * asked_day.share_of_quarter
            else duty.share_q3 + (duty.share_q4 - duty.share_q3) * asked_day.share_of_quarter
        end as due
    from asked_day
    join asked_duty as duty on duty.year = asked_day.year
    left join standing as now
        on now.unit = duty.unit and now.indicator = duty.indicator and now.year = duty.year
        and now.aspect = 'figure' and now.from_day <= asked_day.day and now.until_day > asked_day.day
    left join footing
        on footing.unit = duty.unit and footing.indicator = duty.indicator and footing.year = duty.year
        and footing.from_day <= asked_day.day and footing.until_day > asked_day.day
),
