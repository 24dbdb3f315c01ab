-- The graph of a run's steps, and what a second plan right after an apply said.
alter table run_step add column needs varchar(2000) default '' not null;
alter table run_step add column verification varchar(20);
alter table run_step add column finding text;
