-- Two files of this day made the same index of the audit chain; one is enough.
drop index audit_event_chain_no;
