alter table template_version add column tool_problems text;
