-- The provider finds a customer among twenty thousand, and a line among a million.

-- A name as people type it: lower case, no accents, no apostrophes, single spaces (domain/directory/search-text.ts).
create function customer_key(name text) returns text language sql immutable as $$
  select trim(regexp_replace(
    translate(lower(name), 'àáâãäåèéêëìíîïòóôõöùúûüçñ''’‘`´', 'aaaaaaeeeeiiiiooooouuuucn'), '\s+', ' ', 'g'))
$$;

alter table company add column name_key text not null generated always as (customer_key(name)) stored;
alter table company add column search_text text not null generated always as (
  customer_key(name) || E'\n' || coalesce(lower(vat_number), '') || E'\n' || coalesce(lower(contract_number), '')) stored;
create index company_by_name on company (name_key, id);
create index company_search on company using gin (search_text gin_trgm_ops);
create index company_by_state on company (state, name_key, id);

-- Numbers by their beginning, over every company.
create index line_by_beginning on line (number text_pattern_ops);
create index line_by_name_anywhere on line (name_key text_pattern_ops, number);
