-- one row = how much a summed stock has grown since last year's close, over a stretch of days: over the units that have
-- reported, each against its own close; null as soon as one of them has no close to stand on (rule 8)
select
    standing.year,
    standing.unit,
    standing.indicator,
    standing.from_day,
    standing.until_day,
    case
        when count(part.amount) = count(closing.amount)
            then cast(sum(part.amount) - sum(closing.amount) as double)
    end as gain
from standing
join part
    on part.holder = standing.unit and part.indicator = standing.indicator
    and part.aspect = standing.aspect and part.year = standing.year
    and part.from_day <= standing.from_day and part.until_day > standing.from_day
left join standing as closing
    on closing.unit = part.unit and closing.indicator = part.indicator
    and closing.aspect = 'figure' and closing.year = standing.year - 1
    and closing.until_day = cast(cast(standing.year as varchar) || '-01-01' as date)
where standing.year = $year and standing.aspect = 'figure' and standing.kind = 'stock' and not standing.own
group by standing.year, standing.unit, standing.indicator, standing.from_day, standing.until_day
