-- How far two figures are apart, as a step of a longer question. Given: opposed, with kind, now and before.
--
-- `relative` to what was before is not said of percentages, which are apart by points, nor from nothing. `turn` is 1 or -1
-- only beyond the gap of the settings: of amounts and levels a share of what was before, of ratios points.
turned as (
    select
        *,
        now - before as change,
        case when kind <> 'ratio' and before > 0 then (now - before) / nullif(cast(before as double), 0) end as relative,
        case
            when now is null or before is null then null
            when abs(round(now - before, 9)) <= round(case
                when kind in ('flow', 'money') then $amount_gap * abs(before)
                when kind = 'ratio' then $level_gap
                else $level_gap * abs(before)
            end, 9) then 0
            else sign(now - before)
        end as turn
    from opposed
)
