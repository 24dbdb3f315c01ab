create table credential (
    id uuid primary key,
    name varchar(60) not null unique,
    kind varchar(20) not null,
    username varchar(64) not null,
    known_hosts text not null,
    fingerprint varchar(100) not null,
    ciphertext bytea not null,
    key_id varchar(40) not null,
    created_by uuid not null references person,
    created_at timestamp with time zone not null,
    replaced_at timestamp with time zone not null
);

-- A slot of a template is filled by one credential per team, or per team and tier ('' is every tier).
create table credential_grant (
    id uuid primary key,
    credential_id uuid not null references credential on delete cascade,
    template_id uuid not null references template,
    slot varchar(60) not null,
    team_id uuid not null references team,
    tier varchar(40) not null,
    granted_by uuid not null references person,
    granted_at timestamp with time zone not null,
    unique (template_id, slot, team_id, tier)
);
