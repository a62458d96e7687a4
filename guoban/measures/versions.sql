-- one row = one version of a figure of a unit, with where it was read; for a ratio also those of its numerator and
-- denominator (rule 5)
with

-- include version

select
    unit,
    indicator,
    first_day,
    last_day,
    value,
    raw,
    note,
    quote,
    sheet,
    cell,
    upload,
    file_name,
    sha256,
    loaded_at,
    loaded_by,
    undone_at,
    undone_by,
    counts
from version
order by indicator, last_day desc, first_day, upload desc, line desc
