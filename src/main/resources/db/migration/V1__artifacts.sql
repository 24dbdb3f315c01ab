create table artifact (
    id uuid primary key,
    kind varchar(40) not null,
    digest varchar(80) not null,
    size bigint not null,
    key_id varchar(40) not null,
    location varchar(200),
    created_at timestamp with time zone not null
);

create table artifact_part (
    artifact_id uuid not null references artifact on delete cascade,
    seq integer not null,
    bytes bytea not null,
    primary key (artifact_id, seq)
);

create table key_check (
    id varchar(40) primary key,
    check_value bytea not null,
    created_at timestamp with time zone not null
);
