create table request_draft (
    id uuid primary key,
    person_id uuid not null references person,
    content bytea not null,
    run_id uuid references run,
    created_at timestamp with time zone not null
);
