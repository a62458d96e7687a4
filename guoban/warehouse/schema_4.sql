-- What version 4 of the tables added: files that wait for approval, units that stand by their figures, quarters that
-- were closed.

-- null in both = it counted as soon as it was loaded
alter table upload add column submitted_at timestamp;  -- UTC; in time is what was submitted in time
alter table upload add column approved_by varchar;

-- one row = a file that somebody submitted. Nothing of it is a figure of the store before it is approved: then it becomes
-- an upload like any other
create table submission (
    submission integer primary key,
    file_name varchar not null,
    sha256 varchar not null,
    bytes bigint not null,
    submitted_at timestamp not null,   -- UTC
    submitted_by varchar not null,
    says varchar not null,             -- a hash of the figures that were read: approved is what was submitted
    figures integer not null,
    reason varchar,                    -- why it changes figures of a closed quarter
    program varchar not null,          -- how it was read, as of an upload
    read_on date not null,
    only_sound boolean not null,
    given_first_day date,
    given_last_day date,
    given_unit varchar
);

-- one row = as of upload_claim
create table submission_claim (
    submission integer not null,
    subject varchar not null,
    name varchar not null,
    code varchar not null
);

-- one row = one thing that was done to a submission: submitted, returned, withdrawn, approved; the last says how it stands
create table submission_event (
    submission integer not null,
    event varchar not null,
    done_at timestamp not null,        -- UTC
    done_by varchar not null,
    remark varchar,
    upload integer,                    -- the upload that an approved one became
    place integer not null             -- from 1, in the order in which things were done
);

-- one row = somebody has said that a unit's figures of the year up to a quarter's end are right
create table confirmation (
    confirmation integer primary key,
    unit varchar not null,
    year integer not null,
    quarter integer not null,
    name varchar not null,             -- who stands by them
    capacity varchar not null,         -- 'chair' or 'staff'
    confirmed_at timestamp not null,   -- UTC
    confirmed_by varchar not null,     -- the account
    says varchar not null,             -- a hash of the figures as they were
    undone_at timestamp,
    undone_by varchar
);

-- one row = a quarter that was closed, and the cut that was frozen then
create table closing (
    closing integer primary key,
    cut varchar not null unique,       -- the name of the cut
    year integer not null,
    quarter integer not null,
    closed_at timestamp not null,      -- UTC
    closed_by varchar not null,
    reason varchar,                    -- a remark: why now, although some are missing
    reported integer not null,         -- units that had reported
    of_units integer not null,
    version integer not null,          -- of the store that was frozen
    folder varchar not null,           -- in `cuts/` of the data folder
    last_event integer not null,       -- place of the last thing that had been done to an upload
    reopened_at timestamp,
    reopened_by varchar,
    reopened_why varchar
);

-- one row = a unit that was let into a closed quarter again
create table let_in (
    closing integer not null,
    unit varchar not null,
    let_in_at timestamp not null,      -- UTC
    let_in_by varchar not null
);
