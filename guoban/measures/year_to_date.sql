-- Year to date of flows (domain rule 2), as steps of a longer question. Given: figure.

-- turn: one row = a day on which a flow's year to date may change: some figure of it ends on that day.
turn as (
    select distinct year, unit, indicator, last_day as day
    from figure
    where kind in ('flow', 'money') and first_day >= new_year
),

-- tried: one row = a turn and a figure that has ended by then, in the order in which they are tried: the earliest start
-- first, of those the latest end. `reached` is how far the figures tried before go.
tried as (
    select
        turn.year,
        turn.unit,
        turn.indicator,
        turn.day,
        figure.new_year,
        figure.first_day,
        figure.last_day,
        figure.value,
        figure.upload,
        max(figure.last_day) over (
            partition by turn.unit, turn.indicator, turn.year, turn.day
            order by figure.first_day, figure.last_day desc
            rows between unbounded preceding and 1 preceding
        ) as reached
    from turn
    join figure
        on figure.unit = turn.unit and figure.indicator = turn.indicator and figure.year = turn.year
        and figure.last_day <= turn.day
    where figure.first_day >= figure.new_year
),

-- tangle: one row = a turn at which some figure begins inside what was tried before and ends after it. At every other
-- turn a figure counts exactly when it begins after everything tried before it, and no walk is needed.
tangle as (
    select distinct unit, indicator, day
    from tried
    where first_day <= reached and last_day > reached
),

-- tangled: one row = a figure tried at a tangle; `place` is its turn to be tried.
tangled as (
    select
        tried.*,
        row_number() over (
            partition by tried.unit, tried.indicator, tried.day
            order by tried.first_day, tried.last_day desc
        ) as place
    from tried
    join tangle on tangle.unit = tried.unit and tangle.indicator = tried.indicator and tangle.day = tried.day
),

-- successor: one row = a tangled figure and the place of the one that counts next, should this one count.
successor as (
    select
        tangled.unit,
        tangled.indicator,
        tangled.day,
        tangled.place,
        tangled.last_day,
        min(later.place) as next_place
    from tangled
    join tangled as later
        on later.unit = tangled.unit and later.indicator = tangled.indicator and later.day = tangled.day
        and later.first_day > tangled.last_day
    group by tangled.unit, tangled.indicator, tangled.day, tangled.place, tangled.last_day
),

-- walk: one row = a tangled figure that counts; `reached` is the last day counted before it.
walk as (
    select unit, indicator, day, place, cast(null as date) as reached
    from tangled
    where place = 1
    union all
    select walk.unit, walk.indicator, walk.day, successor.next_place as place, successor.last_day as reached
    from walk
    join successor
        on successor.unit = walk.unit and successor.indicator = walk.indicator and successor.day = walk.day
        and successor.place = walk.place
),

-- counted: one row = a turn and a figure that counts at it; `uncovered` is the first day that nothing before it covers.
counted as (
    select
        tried.year,
        tried.unit,
        tried.indicator,
        tried.day,
        tried.first_day,
        tried.last_day,
        tried.value,
        tried.upload,
        coalesce(tried.reached + 1, tried.new_year) as uncovered
    from tried
    left join tangle
        on tangle.unit = tried.unit and tangle.indicator = tried.indicator and tangle.day = tried.day
    where tangle.unit is null and (tried.reached is null or tried.first_day > tried.reached)
    union all
    select
        tangled.year,
        tangled.unit,
        tangled.indicator,
        tangled.day,
        tangled.first_day,
        tangled.last_day,
        tangled.value,
        tangled.upload,
        coalesce(walk.reached + 1, tangled.new_year) as uncovered
    from tangled
    join walk
        on walk.unit = tangled.unit and walk.indicator = tangled.indicator and walk.day = tangled.day
        and walk.place = tangled.place
),

-- year_to_date: one row = a flow of a unit as it stands from `day` on. `missing` are the spans since 1 January that no
-- figure covers, in no particular order; null where there are none.
year_to_date as (
    select
        year,
        unit,
        indicator,
        day,
        sum(value) as value,
        max(last_day) as as_of,
        string_agg(
            case
                when first_day > uncovered
                    then cast(uncovered as varchar) || '..' || cast(first_day - 1 as varchar)
            end,
            ' '
        ) as missing,
        max(upload) as upload
    from counted
    group by year, unit, indicator, day
)
