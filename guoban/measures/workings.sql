-- The tables in which the answers of one version of the store are worked out, in memory. `until_day` is never included.

-- one row = a unit: how many units stand below it, and how many reporting units (those with nobody below) it stands for
create table unit (
    code varchar not null,
    name varchar not null,
    kind varchar not null,
    parent varchar,
    position integer not null,
    below integer not null,
    leaves integer not null
);

-- one row = a unit and one unit above it
create table ancestry (
    unit varchar not null,
    ancestor varchar not null
);

-- one row = an indicator; as in the store
create table indicator (
    code varchar not null,
    name varchar not null,
    area varchar not null,
    kind varchar not null,
    measure varchar not null,
    direction varchar not null,
    numerator varchar,
    denominator varchar,
    headline boolean not null,
    weight decimal(9, 3) not null,
    share_q1 decimal(9, 6),
    share_q2 decimal(9, 6),
    share_q3 decimal(9, 6),
    share_q4 decimal(9, 6),
    position integer not null
);

-- one row = a unit that is being worked out, or that changed with the uploads; filled for each of these tasks
create table region (
    unit varchar not null
);

-- held.sql; there only as long as it takes to make `own` of it
create table held (
    year integer not null,
    unit varchar not null,
    indicator varchar not null,
    from_day date not null,
    until_day date not null,
    value decimal(38, 6) not null,
    as_of date not null,
    missing varchar,
    upload integer not null
);

-- own.sql and own_target.sql
create table own (
    aspect varchar not null,       -- 'figure' or 'target'
    year integer not null,
    unit varchar not null,
    indicator varchar not null,
    kind varchar not null,
    from_day date not null,
    until_day date not null,
    amount decimal(38, 6),
    numerator decimal(38, 6),
    denominator decimal(38, 6),
    as_of date,
    missing varchar,
    upload integer not null,
    adds_up boolean not null       -- it may enter the sum of a unit above
);

-- own_split.sql: targets of a unit's own that are due by other shares than the indicator's
create table own_split (
    year integer not null,
    unit varchar not null,
    indicator varchar not null,
    share_q1 double not null,
    share_q2 double not null,
    share_q3 double not null
);

-- part.sql
create table part (
    aspect varchar not null,
    year integer not null,
    holder varchar not null,
    unit varchar not null,
    indicator varchar not null,
    kind varchar not null,
    from_day date not null,
    until_day date not null,
    amount decimal(38, 6),
    numerator decimal(38, 6),
    denominator decimal(38, 6),
    as_of date,
    missing varchar,
    upload integer,
    leaves integer not null        -- reporting units that it stands for; 0 = it is there and cannot be added
);

-- standing.sql
create table standing (
    aspect varchar not null,
    year integer not null,
    unit varchar not null,
    indicator varchar not null,
    kind varchar not null,
    from_day date not null,
    until_day date not null,
    amount decimal(38, 6),
    numerator decimal(38, 6),
    denominator decimal(38, 6),
    value double,
    as_of date,
    oldest date,
    missing varchar,
    upload integer,
    covers integer not null,
    own boolean not null
);

-- split.sql: the same, with the units above whose target is a sum
create table split (
    year integer not null,
    unit varchar not null,
    indicator varchar not null,
    share_q1 double not null,
    share_q2 double not null,
    share_q3 double not null
);

-- duty.sql
create table duty (
    year integer not null,
    place integer not null,        -- its row among those of the year, from 0
    unit varchar not null,
    indicator varchar not null,
    kind varchar not null,
    direction varchar not null,
    asked boolean not null,        -- the unit, or one below it, has a target
    target double,
    baseline double,
    baseline_as_of date,
    whole_last_year double,
    whole_covers integer,
    leaves integer not null
);

-- course.sql
create table course (
    year integer not null,
    place integer not null,
    unit varchar not null,
    indicator varchar not null,
    kind varchar not null,
    direction varchar not null,
    from_day date not null,
    until_day date not null,
    asked boolean not null,
    known boolean not null,        -- there is a figure of the unit or of one below it
    reported boolean not null,     -- there is a figure that counts for the unit
    value double,
    numerator double,
    denominator double,
    target double,
    way varchar not null,
    progress double,
    as_of date,
    oldest date,
    missing varchar,
    upload integer,
    covers integer not null,
    of_units integer not null,
    own boolean not null,
    whole_last_year double,
    whole_covers integer
);
