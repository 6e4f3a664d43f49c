-- By which version of the projection an authority's read tables were made: those made by another are made again when the database is opened.
create table projection (
  authority_id integer primary key references authority,
  version      integer not null
);
