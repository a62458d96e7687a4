-- The tables of a store (docs/decisions). Money in yuan, ratios as fractions of 1.
-- decimal(18,6) holds a single figure exactly (up to 999,999,999,999.999999); sums widen to decimal(38,6).

-- one row
create table store (
    schema_version integer not null,
    created_at timestamp not null,
    roster varchar not null        -- a stamp that changes with units, indicators, aliases that count and settings
);

-- one row = one organisation that reports; parent null = the root
create table unit (
    code varchar primary key,
    name varchar not null,
    kind varchar not null,
    parent varchar,
    position integer not null
);

-- one row = one further name of a unit or an indicator; upload null = from the catalogue, else learnt when that upload was settled
create table alias (
    subject varchar not null,      -- 'unit' or 'indicator'
    code varchar not null,
    name varchar not null,
    position integer not null,     -- order among the names of one source
    upload integer
);

-- one row = one thing that is measured
create table indicator (
    code varchar primary key,
    name_zh varchar not null,
    name_en varchar not null,
    area varchar not null,
    kind varchar not null,         -- flow, money, stock, ratio, milestone
    measure varchar not null,
    direction varchar not null,    -- higher, lower
    numerator varchar,
    denominator varchar,
    headline boolean not null,
    weight decimal(9, 3) not null,
    share_q1 decimal(9, 6),        -- cumulative shares of the year due at each quarter's end; null = by days
    share_q2 decimal(9, 6),
    share_q3 decimal(9, 6),
    share_q4 decimal(9, 6),
    decimals integer,
    display_measure varchar,
    position integer not null
);

create table setting (
    name varchar primary key,
    value varchar not null
);

-- one row = one file as it was loaded; undone_at null = it counts
create table upload (
    upload integer primary key,
    purpose varchar not null,      -- 'report', 'targets' or 'edit' (targets changed by hand)
    file_name varchar not null,
    sha256 varchar not null,
    bytes bigint not null,
    loaded_at timestamp not null,  -- UTC
    loaded_by varchar not null,
    undone_at timestamp,
    undone_by varchar
);

-- one row = one thing that was done to an upload: loaded, undone, redone
create table upload_event (
    upload integer not null,
    event varchar not null,
    done_at timestamp not null,    -- UTC
    done_by varchar not null,
    reason varchar
);

-- one row = one figure as read; never changed or deleted
create table observation (
    upload integer not null,
    line integer not null,         -- place among the figures of its upload, from 0: the later of two alike counts
    unit varchar not null,
    indicator varchar not null,
    first_day date not null,
    last_day date not null,
    value decimal(18, 6) not null,
    sheet varchar not null,
    cell varchar not null,
    raw varchar not null,
    note varchar,                  -- 约, 余, 近 … as the sheet qualified it
    quote varchar                  -- the sentence a figure was taken from, where the sheet gives it
);

-- one row = one target as read or set; the row of the latest upload that counts is in force
create table target (
    upload integer not null,
    line integer not null,         -- place among the figures of its upload, from 0: the later of two alike counts
    unit varchar not null,
    indicator varchar not null,
    year integer not null,
    value decimal(18, 6) not null,
    sheet varchar not null,
    cell varchar not null,
    raw varchar not null,
    reason varchar
);

-- one row = one finding of a committed upload
create table finding (
    upload integer not null,
    severity varchar not null,
    rule varchar not null,
    sheet varchar,
    cell varchar,
    message varchar not null,
    hint varchar not null
);
