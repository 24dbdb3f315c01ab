create table worker (
    id uuid primary key,
    host_id uuid not null,
    host varchar(200) not null,
    name varchar(200) not null unique,
    roles varchar(100) not null,
    engines text not null,
    sandbox text not null,
    build varchar(100) not null,
    draining boolean default false not null,
    started_at timestamp with time zone not null,
    seen_at timestamp with time zone not null,
    stopped_at timestamp with time zone
);

create table execution (
    id uuid primary key,
    run_id uuid not null references run,
    step varchar(60) not null,
    plan_id uuid references plan,
    phase varchar(20) not null,
    attempt integer not null,
    apply_of varchar(120) unique,
    approval_id uuid,
    approval_decision varchar(20),
    epoch bigint not null,
    worker_id uuid not null,
    host_id uuid not null,
    pid bigint,
    start_ticks bigint,
    boot_id varchar(60),
    out_offset bigint default 0 not null,
    err_offset bigint default 0 not null,
    exit_code integer,
    outcome varchar(20),
    message text,
    done integer default 0 not null,
    planned integer default 0 not null,
    current_address varchar(2000),
    child_gone_at timestamp with time zone,
    started_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    foreign key (approval_id, plan_id, approval_decision) references approval (id, plan_id, decision),
    check (phase <> 'APPLY' or (approval_id is not null and apply_of is not null and approval_decision = 'APPROVE'))
);

create index execution_run on execution (run_id, started_at);

create table log_chunk (
    run_id uuid not null references run,
    seq integer not null,
    execution_id uuid references execution,
    step varchar(60),
    phase varchar(20) not null,
    stream varchar(10) not null,
    at timestamp with time zone not null,
    first_line integer not null,
    lines integer not null,
    text text not null,
    primary key (run_id, seq)
);

create index log_chunk_line on log_chunk (run_id, first_line);

create table worker_task (
    id uuid primary key,
    kind varchar(40) not null,
    input text not null,
    status varchar(20) not null,
    result text,
    worker_id uuid,
    created_at timestamp with time zone not null,
    ended_at timestamp with time zone
);

-- db-scheduler's table, as its README gives it, in types both databases take.
create table scheduled_tasks (
    task_name varchar(100) not null,
    task_instance varchar(200) not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(200),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
