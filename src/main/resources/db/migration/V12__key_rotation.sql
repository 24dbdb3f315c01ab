alter table key_check add column current_since timestamp with time zone;

create index artifact_key on artifact (key_id);
create index secret_value_key on secret_value (key_id);
