-- Hosts that an admin declared dead: their applies are not waited for any more. One may come back all the same.
create table dead_host (
    host_id uuid primary key,
    declared_at timestamp with time zone not null,
    declared_by uuid not null references person,
    reason text not null
);
