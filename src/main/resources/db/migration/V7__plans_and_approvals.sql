create table plan (
    id uuid primary key,
    run_id uuid not null references run,
    part integer not null,
    attempt integer not null,
    digest varchar(80) not null,
    manifest text not null,
    guarantee varchar(20) not null,
    counts text not null,
    destructive boolean not null,
    complete boolean not null,
    approvals_needed integer not null,
    bundle_artifact_id uuid references artifact,
    created_at timestamp with time zone not null,
    voided_at timestamp with time zone,
    unique (run_id, part, attempt),
    unique (id, run_id, digest)
);

create table step_plan (
    plan_id uuid not null references plan,
    step varchar(60) not null,
    guarantee varchar(20) not null,
    engine_version varchar(100) not null,
    state_version_id uuid references state_version,
    outputs text not null,
    complete boolean not null,
    warnings text not null,
    primary key (plan_id, step)
);

create table plan_change (
    plan_id uuid not null references plan,
    step varchar(60) not null,
    seq integer not null,
    drift boolean not null,
    address varchar(2000) not null,
    action varchar(20) not null,
    type varchar(300) not null,
    target varchar(500),
    weight integer not null,
    search text not null,
    body text not null,
    primary key (plan_id, step, seq)
);

create index plan_change_order on plan_change (plan_id, drift, weight, step, seq);

create table approval (
    id uuid primary key,
    plan_id uuid not null,
    run_id uuid not null,
    plan_digest varchar(80) not null,
    requested_by uuid not null,
    kind varchar(20) not null,
    decision varchar(20) not null,
    decided_by uuid references person,
    rule_name varchar(200),
    carries uuid references approval,
    override_reason text,
    comment text not null,
    at timestamp with time zone not null,
    unique (plan_id, decided_by),
    unique (id, plan_id, decision),
    foreign key (plan_id, run_id, plan_digest) references plan (id, run_id, digest),
    foreign key (run_id, requested_by) references run (id, requested_by),
    check (kind <> 'PERSON' or (decided_by is not null
        and (decided_by <> requested_by or override_reason is not null or decision = 'REJECT'))),
    check (kind <> 'RULE' or rule_name is not null),
    check (kind <> 'CARRIED' or carries is not null),
    check (kind in ('PERSON', 'RULE', 'CARRIED')),
    check (decision in ('APPROVE', 'REJECT'))
);
