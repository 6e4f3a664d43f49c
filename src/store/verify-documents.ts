import { sql } from 'kysely';
import type { Database } from './database.ts';
import { SEAL_BYTES } from './document-content/sealed.ts';

/** Whether the documents of an authority are those that its log tells of, each as long as it was; each fault is a sentence. What they hold is looked at when one is opened: it takes the key. */
export async function verifyDocuments(database: Database, authorityId: number): Promise<readonly string[]> {
  const { rows } = await sql<{ case_id: number; document: number; fault: string }>`
    with told as (
      select case_id, (body->>'document')::int as document, bool_or(type = 'DocumentRemoved') as removed,
             coalesce((array_agg(coalesce((body->>'staffOnly')::boolean, false) order by version desc) filter (where type <> 'DocumentRemoved'))[1], false) as staff_only
      from event
      where authority_id = ${authorityId} and type in ('DocumentAdded', 'DocumentRemoved', 'DocumentMarked')
      group by case_id, (body->>'document')::int
    ), held as (
      select d.case_id, d.document, d.bytes, d.details is not null as kept, d.removed_at is not null as removed, d.staff_only,
             coalesce(sum(octet_length(c.sealed) - ${SEAL_BYTES}::int), 0)::bigint as found
      from document d
      left join document_chunk c on c.authority_id = d.authority_id and c.case_id = d.case_id and c.content = d.content
      where d.authority_id = ${authorityId}
      group by d.authority_id, d.case_id, d.document
    )
    select coalesce(t.case_id, h.case_id) as case_id, coalesce(t.document, h.document) as document,
           case when h.document is null then 'is on record as added, and is gone'
                when t.document is null then 'is kept, and nothing on record tells of it'
                when t.removed <> h.removed then 'is removed by the one of its row and the log, and not by the other'
                when t.staff_only <> h.staff_only then 'is for staff only by the one of its row and the log, and not by the other'
                when h.kept then 'is not as long as it was'
                else 'is removed or erased, and something of it is left' end as fault
    from told t
    full join held h on h.case_id = t.case_id and h.document = t.document
    where h.document is null or t.document is null or t.removed <> h.removed or t.staff_only <> h.staff_only or h.found <> case when h.kept then h.bytes else 0 end
    order by 1, 2`.execute(database);
  return rows.map((row) => `Document ${row.document} of case ${row.case_id} ${row.fault}.`);
}
