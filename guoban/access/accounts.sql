-- Accounts, sessions, guesses, codes and the log of one data folder; moments are seconds since 1970 (UTC).

-- one row = one person who may sign in; key = the name as it is compared
create table account (
    account integer primary key,
    name text not null,
    key text not null unique,
    role text not null check (role in ('leader', 'reporter', 'administrator')),
    password_hash text,
    made_at real not null,
    disabled_at real
) strict;

-- one row = one unit that an account answers for, with all that is under it
create table account_unit (
    account integer not null references account,
    unit text not null,
    primary key (account, unit)
) strict, without rowid;

-- one row = one sign-in that lasts; the token itself is known to the browser alone
create table session (
    session integer primary key,
    token_hash blob not null unique,
    account integer not null references account,
    began_at real not null,
    seen_at real not null,
    ends_at real not null
) strict;
create index session_of_account on session (account);

-- one row = one password or code that was tried and not found right (yet); subject = a hash of what was guessed at
create table guess (
    guess integer primary key,
    subject blob not null,
    tried_at real not null
) strict;
create index guess_at_subject on guess (subject, tried_at);

-- one row = one code or link that works once; account is null where the first administrator is made with it
create table code (
    code_hash blob not null primary key,
    account integer references account,
    ends_at real not null
) strict, without rowid;

-- one row = one thing that was done or refused; added to, never changed
create table event (
    event integer primary key autoincrement,
    at real not null,
    kind text not null,
    account text not null,
    address text not null,
    about text not null
) strict;
create index event_by_kind on event (kind, at);
create trigger event_is_not_changed before update on event
begin
    select raise(abort, 'events are added, never changed');
end;
create trigger event_is_not_removed before delete on event
begin
    select raise(abort, 'events are added, never removed');
end;
