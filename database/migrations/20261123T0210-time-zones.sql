-- "Fuso orario" of a Sede (issue 4, section 3): the hour by which its people read and its lines decide.
-- A name of the IANA tz database; which names are right is the code's to know (domain/time-zone.ts).
alter table site add column time_zone text not null default 'Europe/Rome' check (length(time_zone) between 1 and 40);
