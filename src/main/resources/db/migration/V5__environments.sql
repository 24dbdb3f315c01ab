create table environment (
    id uuid primary key,
    team_id uuid not null references team,
    tier varchar(40) not null,
    name varchar(100) not null,
    live_name varchar(100),
    condition varchar(20) not null,
    last_run_number integer default 0 not null,
    last_revision integer default 0 not null,
    applied_revision integer,
    drifted_at timestamp with time zone,
    version bigint default 0 not null,
    created_by uuid not null references person,
    created_at timestamp with time zone not null,
    unique (team_id, live_name)
);

create table environment_revision (
    environment_id uuid not null references environment,
    number integer not null,
    template_version_id uuid not null references template_version,
    given text not null,
    requested_by uuid not null references person,
    created_at timestamp with time zone not null,
    primary key (environment_id, number)
);

create table secret_value (
    id uuid primary key,
    environment_id uuid not null references environment,
    parameter varchar(300) not null,
    ciphertext bytea not null,
    key_id varchar(40) not null,
    created_at timestamp with time zone not null
);

create table state_version (
    id uuid primary key,
    environment_id uuid not null references environment,
    step varchar(60) not null,
    number integer not null,
    lineage varchar(100) not null,
    serial bigint not null,
    digest varchar(80) not null,
    artifact_id uuid not null references artifact,
    execution_id uuid not null,
    run_id uuid not null,
    partial boolean not null,
    created_at timestamp with time zone not null,
    unique (environment_id, step, lineage, serial),
    unique (environment_id, step, number)
);

create table environment_step (
    environment_id uuid not null references environment,
    step varchar(60) not null,
    position integer not null,
    engine varchar(40) not null,
    template_version_id uuid not null references template_version,
    revision integer not null,
    state_version_id uuid references state_version,
    outputs_artifact_id uuid references artifact,
    condition varchar(20) not null,
    primary key (environment_id, step)
);

create table environment_resource (
    environment_id uuid not null references environment,
    step varchar(60) not null,
    address varchar(1000) not null,
    type varchar(200) not null,
    name varchar(500) not null,
    detail text,
    run_id uuid not null,
    primary key (environment_id, step, address)
);
