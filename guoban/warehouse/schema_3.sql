-- What version 3 of the tables added: how a file was read when it was loaded, so that it can be read so once more, and
-- the order of what was done, which a clock that was set back does not tell.

-- null in all of them = made by hand, or loaded before it was noted
alter table upload add column program varchar;         -- the version of the program that read the file
alter table upload add column read_on date;            -- the day on which it was read: later spans are still to come
alter table upload add column only_sound boolean;      -- cells with errors and open questions were left out
alter table upload add column given_first_day date;    -- the span given for sheets that name none
alter table upload add column given_last_day date;
alter table upload add column given_unit varchar;      -- the unit given for a form that names none

-- one row = a name in a file, or the place of a share that can be read in two ways, and what somebody said it means there;
-- or a unit that the account answered for
create table upload_claim (
    upload integer not null,
    subject varchar not null,      -- 'unit', 'indicator', 'share'; 'own' of a unit, by its code
    name varchar not null,         -- as it is written in the file; of a share sheet and cell, 季报!C5
    code varchar not null          -- of a share 93%; '' = it was left out
);

-- one row = one thing that was done to an upload: loaded, undone, redone
create table upload_event_in_order (
    upload integer not null,
    event varchar not null,
    done_at timestamp not null,    -- UTC
    done_by varchar not null,
    reason varchar,
    place integer not null         -- from 1, in the order in which things were done, whatever the clock said
);
insert into upload_event_in_order
select upload, event, done_at, done_by, reason, row_number() over (order by rowid) from upload_event;
drop table upload_event;
alter table upload_event_in_order rename to upload_event;
