-- The council's own order of its services, in which reports print them.
alter table service add column place integer not null default 0;
