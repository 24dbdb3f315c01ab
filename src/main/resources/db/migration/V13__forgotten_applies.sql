-- Applies that happened and are not in this database, because it was set back to an older one.
create table forgotten_apply (
    id uuid primary key,
    environment_id uuid not null,
    environment varchar(100) not null,
    run_id uuid not null,
    number integer not null,
    step varchar(60) not null,
    plan_digest varchar(80) not null,
    applied_at timestamp with time zone not null,
    noted_at timestamp with time zone not null
);

create index forgotten_apply_run on forgotten_apply (run_id);

-- Written by the command "restore", answered by the first worker that starts after it.
create table restored (
    id uuid primary key,
    at timestamp with time zone not null,
    backup_at timestamp with time zone,
    all_need_recovery boolean not null,
    settled_at timestamp with time zone
);

create table restored_ledger (
    restored_id uuid not null references restored,
    seq integer not null,
    line text not null,
    primary key (restored_id, seq)
);
