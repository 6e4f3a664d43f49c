import { type RawBuilder, sql } from 'kysely';
import type { Day } from '../domain/day.ts';
import type { CaseEvent } from '../domain/events.ts';
import { asCompared, type InvoiceState } from '../domain/invoices.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { InvoicedRole, PaymentStage } from '../domain/terms.ts';
import type { Viewer } from '../domain/viewer.ts';
import { visibleTo } from './access.ts';
import type { Database } from './database.ts';

export type InvoiceFilters = {
  readonly state?: InvoiceState | 'open';
  /** Received, or where it is paid, paid, from and to: both days taken in. */
  readonly from?: Day; readonly to?: Day;
  /** The code of a supplier (`Supplier`), never a name. */
  readonly supplier?: string; readonly stage?: PaymentStage;
};
export type InvoiceKey = { readonly receivedOn: Day; readonly caseId: number; readonly invoice: number };
export type ListedInvoice = InvoiceKey & {
  readonly ref: string; readonly restricted: boolean; readonly supplier?: string; readonly number: string; readonly stage: PaymentStage; readonly role: InvoicedRole;
  readonly datedOn: Day; readonly amountPence: number; readonly vatPence?: number; readonly state: InvoiceState; readonly approvedOn?: Day; readonly approvedBy?: string; readonly paidOn?: Day;
};
export type InvoiceSum = { readonly state: InvoiceState; readonly count: number; readonly pence: number };
/** Somebody who sent invoices, and a code for them that an address may hold. */
export type Supplier = { readonly code: string; readonly supplier: string };

const supplierCode = sql`left(md5(i.supplier_compared), 12)`;

function conditions(viewer: Viewer, filters: InvoiceFilters, today: Day, at: Date): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`i.authority_id = ${viewer.authorityId}`, visibleTo(viewer, today, at, 'i')];
  if (filters.state === 'open') all.push(sql`i.state in ('received', 'queried')`);
  else if (filters.state !== undefined) all.push(sql`i.state = ${filters.state}`);
  if (filters.from !== undefined) all.push(sql`coalesce(i.paid_on, i.received_on) >= ${filters.from}`);
  if (filters.to !== undefined) all.push(sql`coalesce(i.paid_on, i.received_on) <= ${filters.to}`);
  if (filters.supplier !== undefined) all.push(sql`${supplierCode} = ${filters.supplier}`);
  if (filters.stage !== undefined) all.push(sql`i.stage = ${filters.stage}`);
  return sql.join(all, sql` and `);
}

type Row = {
  ref: string; case_id: number; invoice: number; restricted: boolean; supplier: string | null; number: string; stage: PaymentStage; role: InvoicedRole; dated_on: Day; received_on: Day;
  pence: number; vat_pence: number | null; state: InvoiceState; approved_on: Day | null; approved_by: string | null; paid_on: Day | null;
};

/** Up to `most` invoices of the viewer's cases, the latest received first, after `after`. */
export async function listInvoices(database: Database, viewer: Viewer, filters: InvoiceFilters, today: Day, at: Date, { after, most }: { readonly after?: InvoiceKey; readonly most: number }): Promise<ListedInvoice[]> {
  const { rows } = await sql<Row>`
    select c.ref, i.case_id, i.invoice, coalesce(a.restricted, false) as restricted, i.supplier, i.number, i.stage, i.role, i.dated_on, i.received_on,
           (i.amount * 100)::int as pence, (i.vat * 100)::int as vat_pence, i.state, i.approved_on, i.approved_by, i.paid_on
    from invoice i
    join case_index c on c.authority_id = i.authority_id and c.case_id = i.case_id
    left join case_access a on a.authority_id = i.authority_id and a.case_id = i.case_id
    where ${conditions(viewer, filters, today, at)}
      ${after === undefined ? sql`` : sql`and (i.received_on, i.case_id, i.invoice) < (${after.receivedOn}::date, ${after.caseId}::int, ${after.invoice}::int)`}
    order by i.received_on desc, i.case_id desc, i.invoice desc
    limit ${most}`.execute(database);
  return rows.map((row) => ({
    ref: row.ref, caseId: row.case_id, invoice: row.invoice, restricted: row.restricted, number: row.number, stage: row.stage, role: row.role, datedOn: row.dated_on, receivedOn: row.received_on,
    amountPence: row.pence, state: row.state, ...(row.supplier === null ? {} : { supplier: row.supplier }), ...(row.vat_pence === null ? {} : { vatPence: row.vat_pence }),
    ...(row.approved_on === null ? {} : { approvedOn: row.approved_on }), ...(row.approved_by === null ? {} : { approvedBy: row.approved_by }), ...(row.paid_on === null ? {} : { paidOn: row.paid_on }),
  }));
}

/** How many invoices the viewer's cases have in each state, and what they come to. */
export async function sumInvoices(database: Database, viewer: Viewer, filters: InvoiceFilters, today: Day, at: Date): Promise<readonly InvoiceSum[]> {
  const { rows } = await sql<{ state: InvoiceState; count: number; pence: number }>`
    select i.state, count(*)::int as count, (sum(i.amount) * 100)::float8 as pence
    from invoice i
    where ${conditions(viewer, filters, today, at)}
    group by i.state`.execute(database);
  return rows;
}

const MOST_SUPPLIERS = 500;

/** Who sent the invoices of the viewer's cases, each once however they were typed. */
export async function suppliersOf(database: Database, viewer: Viewer, today: Day, at: Date): Promise<readonly Supplier[]> {
  const { rows } = await sql<Supplier>`
    select ${supplierCode} as code, min(i.supplier) as supplier
    from invoice i
    where i.authority_id = ${viewer.authorityId} and i.supplier is not null and ${visibleTo(viewer, today, at, 'i')}
    group by i.supplier_compared
    order by min(i.supplier)
    limit ${MOST_SUPPLIERS}`.execute(database);
  return rows;
}

export async function suppliersSeen(database: Database, viewer: Viewer, today: Day, at: Date): Promise<readonly string[]> {
  return (await suppliersOf(database, viewer, today, at)).map(({ supplier }) => supplier);
}

/** What is said against events that receive an invoice which another case has already. The other case is named only to somebody who may see it. */
export async function sameInvoiceElsewhere(database: Database, viewer: Viewer, caseId: number, events: readonly CaseEvent[], today: Day, at: Date): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  for (const event of events) {
    if (event.type !== 'InvoiceReceived') continue;
    const { rows } = await sql<{ ref: string | null }>`
      select case when ${visibleTo(viewer, today, at, 'i')} then c.ref end as ref
      from invoice i
      join case_index c on c.authority_id = i.authority_id and c.case_id = i.case_id
      where i.authority_id = ${viewer.authorityId} and i.case_id <> ${caseId} and i.state <> 'rejected'
        and i.number_compared = ${asCompared(event.number)} and i.supplier_compared = ${asCompared(event.supplier)}
      order by ref nulls last
      limit 1`.execute(database);
    const [found] = rows;
    if (found === undefined) continue;
    const where = found.ref === null ? 'Ask your complaints manager before you record it' : `It is in case ${found.ref}`;
    refusals.push({ because: 'received already', message: `Invoice ${event.number} from ${event.supplier} is on record already. ${where}`, field: 'number' });
  }
  return refusals;
}
