import { type Command, InvalidArgumentError } from 'commander';
import { PlainError } from '../domain/plain-error.ts';
import { answerFigure } from '../reporting/figures.ts';
import { slipIn } from '../reporting/figures/slip.ts';
import { readQuery } from '../reporting/read-query.ts';
import { authorityNamed } from '../store/authorities.ts';
import { openHeldStore } from '../store/store.ts';
import { figureAsJson, figureAsText } from './figure-as-text.ts';
import { sayingRowsAreMadeAgain } from './rows-made-again.ts';

type Options = {
  authority: string; from: string; to: string; where?: Record<string, string>; by?: string[]; on?: string; share?: boolean; shareWithin?: Record<string, string>;
  changeFrom?: string[]; within?: number; asAt?: string; round?: number; json?: boolean;
};

/** `candour figure MEASURE …`: one figure, in the words of a report's query. */
export function addFigure(program: Command): void {
  program.command('figure')
    .description('work out one figure: a number, or a row for each value of a key')
    .argument('<measure>', 'what to count or work out, e.g. complaints')
    .requiredOption('--authority <name>', 'the authority\'s short name, or `all`')
    .requiredOption('--from <day>', 'first day of the period, YYYY-MM-DD')
    .requiredOption('--to <day>', 'last day of the period, YYYY-MM-DD')
    .option('--where <key=value>', 'a condition, e.g. handled_as=statutory; may be given several times', condition)
    .option('--by <key>', 'a row for each value of this key; may be given several times', (key: string, keys: string[] | undefined) => [...(keys ?? []), ...key.split(',')])
    .option('--on <received|completed>', 'which day places a complaint in the period')
    .option('--share', 'as a percentage of the same without --where')
    .option('--share-within <key=value>', 'as a percentage of the same with these conditions; may be given several times', condition)
    .option('--change-from <day...>', 'percentage change from an earlier period: FROM TO, or FROM..TO')
    .option('--within <days>', 'limit in working days for an on-time rate', wholeNumber)
    .option('--as-at <day>', 'from what was on record at the end of that day')
    .option('--round <places>', 'decimal places, halves away from zero', wholeNumber)
    .option('--json', 'print JSON')
    .action(async (measure: string, options: Options) => {
      const asked = { measure, ...queryOf(options) };
      const read = readQuery(asked);
      if ('why' in read) throw new PlainError(`This figure cannot be worked out: ${read.why}.`);
      const store = await openHeldStore(sayingRowsAreMadeAgain());
      try {
        const authorityId = options.authority === 'all' ? 'all' : (await authorityNamed(store.db, options.authority)).authorityId;
        const slip = options.json === true ? undefined : await slipIn(store.db, authorityId, read.query);
        if (slip !== undefined) throw new PlainError(`This figure cannot be worked out for ${options.authority}: ${slip}.`);
        const answer = await answerFigure(store.db, authorityId, read.query);
        process.stdout.write(options.json === true ? `${JSON.stringify(figureAsJson(asked, answer), null, 2)}\n` : figureAsText(read.query, answer));
      } finally {
        await store.close();
      }
    });
}

function queryOf(options: Options): Record<string, unknown> {
  const { from, to, where, by, on, share, shareWithin, changeFrom, within, asAt, round } = options;
  return {
    from, to, ...(where && { where }), ...(by && { by: by.length === 1 ? by[0] : by }), ...(on && { on }), ...(share && { share }), ...(shareWithin && { share_within: shareWithin }),
    ...(changeFrom && { change_from: period(changeFrom) }), ...(within !== undefined && { within }), ...(asAt && { as_at: asAt }), ...(round !== undefined && { round }),
  };
}

function condition(written: string, earlier: Record<string, string> | undefined): Record<string, string> {
  const at = written.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It should read KEY=VALUE, e.g. handled_as=statutory.');
  return { ...earlier, [written.slice(0, at)]: written.slice(at + 1) };
}

function period(written: readonly string[]): { from: string; to: string } {
  const [from, to, ...more] = written.flatMap((one) => one.split('..'));
  if (from === undefined || to === undefined || more.length > 0) throw new PlainError('--change-from needs the first and the last day of a period: 2016-04-01 2017-03-31, or 2016-04-01..2017-03-31.');
  return { from, to };
}

function wholeNumber(written: string): number {
  if (!/^\d+$/.test(written)) throw new InvalidArgumentError('It should be a whole number, 0 or more.');
  return Number(written);
}
