create table run (
    id uuid primary key,
    environment_id uuid not null references environment,
    number integer not null,
    kind varchar(20) not null,
    status varchar(30) not null,
    plan_only boolean default false not null,
    revision integer not null,
    part integer default 1 not null,
    reason text not null,
    requested_by uuid not null references person,
    engines varchar(200) not null,
    active_slot uuid unique,
    cancel_requested_at timestamp with time zone,
    cancel_requested_by uuid references person,
    kill_requested_at timestamp with time zone,
    reconciles_run_id uuid references run,
    superseded_by uuid references run,
    applied_any boolean default false not null,
    plan_attempts integer default 0 not null,
    effect varchar(20),
    effect_done integer default 0 not null,
    effect_planned integer default 0 not null,
    failure text,
    problems text,
    epoch bigint default 0 not null,
    worker_id uuid,
    version bigint default 0 not null,
    created_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    unique (environment_id, number),
    unique (id, requested_by)
);

create index run_status on run (status, created_at, id);
create index run_created on run (created_at, id);
create index run_requested_by on run (requested_by, created_at, id);

create table run_event (
    run_id uuid not null references run,
    seq integer not null,
    from_status varchar(30),
    to_status varchar(30) not null,
    actor uuid references person,
    cause text not null,
    at timestamp with time zone not null,
    primary key (run_id, seq)
);

create table run_step (
    run_id uuid not null references run,
    step varchar(60) not null,
    position integer not null,
    engine varchar(40) not null,
    part integer,
    status varchar(30) not null,
    waits_for varchar(500),
    primary key (run_id, step)
);

create table idempotency (
    person_id uuid not null references person,
    idempotency_key varchar(200) not null,
    request_digest varchar(80) not null,
    status integer,
    location varchar(500),
    answer text,
    created_at timestamp with time zone not null,
    primary key (person_id, idempotency_key)
);
