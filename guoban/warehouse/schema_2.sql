-- What version 2 of the tables added: how a target is spread over the quarters of its year.

-- one row = the spread of a target as set; the row of the latest upload that counts is in force. It outlives a revision
-- of the target: what is due by a quarter's end is the target times due_q1 (_q2, _q3) ÷ due_q4.
create table target_split (
    upload integer not null,
    line integer not null,         -- place among the spreads of its upload, from 0: the later of two alike counts
    unit varchar not null,
    indicator varchar not null,
    year integer not null,
    way varchar not null,          -- 'schedule' (back to the indicator's, no amounts), 'last_year' or 'hand'
    due_q1 decimal(18, 6),         -- amounts due by the quarters' ends; due_q4 is the target that was spread
    due_q2 decimal(18, 6),
    due_q3 decimal(18, 6),
    due_q4 decimal(18, 6),
    reason varchar
);
