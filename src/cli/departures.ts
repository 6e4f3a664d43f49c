import type { Command } from 'commander';
import { type Departure, departuresOf } from '../domain/departures.ts';
import { inWords } from '../domain/day.ts';
import { certaintyInWords } from '../domain/deadline.ts';
import { PlainError } from '../domain/plain-error.ts';
import { fileOf } from '../domain/evolve.ts';
import { certainties, type Certainty } from '../domain/procedure.ts';
import { standardProcedures } from '../domain/procedures/standard.ts';
import { allAuthorities, authorityNamed } from '../store/authorities.ts';
import { loadEvents } from '../store/case-history.ts';
import { rulesOf } from '../store/rules-of-authority.ts';
import { openHeldStore, type Store } from '../store/store.ts';
import { sayingRowsAreMadeAgain } from './rows-made-again.ts';

type CaseDepartures = { readonly authority: string; readonly ref: string; readonly departures: readonly Departure[] };

async function departuresIn(store: Store, authority: string | undefined): Promise<CaseDepartures[]> {
  const authorities = authority === undefined ? await allAuthorities(store.db) : [await authorityNamed(store.db, authority)];
  const found: CaseDepartures[] = [];
  for (const one of authorities) {
    const rules = rulesOf(one);
    for (const recorded of (await loadEvents(store.db, one.authorityId)).values()) {
      const file = fileOf(recorded.map((event) => event.event));
      if (file?.kind !== 'representation') continue;
      const departures = departuresOf(file, rules);
      if (departures.length > 0) found.push({ authority: one.authority, ref: file.ref, departures });
    }
  }
  return found;
}

function grouped(found: readonly CaseDepartures[]): Map<string, { ref: string; authority: string; departure: Departure }[]> {
  const groups = new Map<string, { ref: string; authority: string; departure: Departure }[]>();
  for (const { authority, ref, departures } of found) {
    for (const departure of departures) groups.set(departure.rule, [...(groups.get(departure.rule) ?? []), { ref, authority, departure }]);
  }
  return groups;
}

/** The key of a rule as the procedures write it. @throws PlainError where it is none of theirs. */
function ruleNamed(written: string): string {
  const keys = Object.values(standardProcedures).flatMap(({ standard }) => standard.rules.map((rule) => rule.key));
  const found = keys.find((key) => key.toLowerCase() === written.toLowerCase());
  if (found === undefined) throw new PlainError(`There is no rule '${written}'. The rules are ${[...new Set(keys)].join(', ')}.`);
  return found;
}

function certaintiesInWords(codes: readonly Certainty[]): string {
  return codes.map((code) => `${code}, ${certaintyInWords(code)}`).join(' · ');
}

export function addDepartures(program: Command): void {
  program.command('departures')
    .description('list what history shows that the law does not allow or practice got wrong, with rule and source')
    .option('--authority <name>', 'of one authority only')
    .option('--rule <key>', 'of one rule only, e.g. T18')
    .option('--json', 'as JSON')
    .addHelpText('after', `\nHow sure each source is: ${certaintiesInWords(certainties)}.`)
    .action(async (options: { authority?: string; rule?: string; json?: boolean }) => {
      const rule = options.rule === undefined ? undefined : ruleNamed(options.rule);
      const store = await openHeldStore(sayingRowsAreMadeAgain());
      try {
        const all = await departuresIn(store, options.authority);
        const found = all.map((one) => ({ ...one, departures: one.departures.filter((departure) => rule === undefined || departure.rule === rule) })).filter((one) => one.departures.length > 0);
        if (options.json) {
          process.stdout.write(`${JSON.stringify(found.flatMap(({ authority, ref, departures }) => departures.map((departure) => ({ authority, ref, ...departure }))), null, 2)}\n`);
          return;
        }
        if (found.length === 0) process.stdout.write(`No departures from ${rule ?? 'the procedure'} are on record.\n`);
        for (const [key, ones] of [...grouped(found)].toSorted(([a], [b]) => a.localeCompare(b))) {
          const { source, certainty } = ones[0]!.departure;
          process.stdout.write(`\n${key}: ${ones.length} (${source}; ${certainty})\n`);
          for (const { authority, ref, departure } of ones) process.stdout.write(`  ${options.authority === undefined ? `${authority} ` : ''}${ref}, ${inWords(departure.on)}: ${departure.what}\n`);
        }
        const used = new Set(found.flatMap((one) => one.departures.map((departure) => departure.certainty)));
        if (used.size > 0) process.stdout.write(`\nHow sure each source is: ${certaintiesInWords(certainties.filter((certainty) => used.has(certainty)))}.\n`);
      } finally {
        await store.close();
      }
    });
}
