create table removal (
    run_id uuid not null references run,
    what varchar(10) not null,
    after_days integer not null,
    at timestamp with time zone not null,
    primary key (run_id, what)
);

create index run_ended on run (ended_at);

-- The row of a state version stays when its content was removed.
alter table state_version alter column artifact_id drop not null;

create index template_version_artifact on template_version (artifact_id);
create index state_version_artifact on state_version (artifact_id);
create index environment_step_outputs on environment_step (outputs_artifact_id);
create index plan_bundle on plan (bundle_artifact_id);

create table storage_check (
    id uuid primary key,
    requested_by uuid not null references person,
    requested_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    checked text,
    findings text,
    found bigint
);
