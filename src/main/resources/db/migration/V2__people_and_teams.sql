create table person (
    id uuid primary key,
    username varchar(100) not null unique,
    name varchar(200) not null,
    email varchar(200),
    password_hash varchar(300),
    admin boolean default false not null,
    auditor boolean default false not null,
    disabled_at timestamp with time zone,
    password_changed_at timestamp with time zone,
    must_change_password boolean default false not null,
    last_login_at timestamp with time zone,
    theme varchar(10) default 'auto' not null,
    version bigint default 0 not null,
    created_at timestamp with time zone not null
);

create table team (
    id uuid primary key,
    name varchar(60) not null unique,
    title varchar(200) not null,
    created_at timestamp with time zone not null
);

create table team_member (
    team_id uuid not null references team on delete cascade,
    person_id uuid not null references person on delete cascade,
    role varchar(20) not null,
    primary key (team_id, person_id)
);

create index team_member_person on team_member (person_id);

create table api_token (
    id uuid primary key,
    person_id uuid not null references person on delete cascade,
    name varchar(100) not null,
    prefix varchar(20) not null,
    hash varchar(80) not null unique,
    scopes varchar(200) not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone
);

create index api_token_person on api_token (person_id);

create table login_failure (
    subject varchar(200) primary key,
    failures integer not null,
    last_at timestamp with time zone not null
);
