create table template (
    id uuid primary key,
    name varchar(100) not null unique,
    folder varchar(1000) not null,
    current_version_id uuid,
    problems text,
    checked_at timestamp with time zone,
    removed_at timestamp with time zone,
    created_at timestamp with time zone not null
);

create table template_version (
    id uuid primary key,
    template_id uuid not null references template,
    version varchar(60) not null,
    digest varchar(80) not null,
    artifact_id uuid not null references artifact,
    title varchar(200) not null,
    description varchar(1000) not null,
    owner varchar(200),
    tags varchar(2000) not null,
    descriptor text not null,
    readme text,
    changelog text,
    search text not null,
    engines varchar(200) not null,
    warnings text,
    imported_at timestamp with time zone not null,
    unique (template_id, version),
    unique (template_id, digest)
);
