import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { PlainError } from '../domain/plain-error.ts';
import { jsonFault } from '../register/json-in-words.ts';
import { answerFigures } from '../reporting/figures.ts';
import { readQuery } from '../reporting/read-query.ts';
import { authorityNamed } from '../store/authorities.ts';
import { withFile } from '../store/file-error.ts';
import { openHeldStore } from '../store/store.ts';
import { figureAsJson, figureAsText } from './figure-as-text.ts';
import { sayingRowsAreMadeAgain } from './rows-made-again.ts';

/** `candour figures QUERIES.json …`: a list of figures in one start, in order; each question with `answer` in the place of `value`. */
export function addFigures(program: Command): void {
  program.command('figures')
    .description('work out a list of figures from a JSON file of queries')
    .argument('<queries>', 'a JSON file: a list of objects with measure, from, to and so on')
    .requiredOption('--authority <name>', 'the authority\'s short name, or `all`')
    .option('--json', 'print JSON: each query with its answer')
    .action(async (file: string, options: { authority: string; json?: boolean }) => {
      const queries = await readQueries(file);
      const store = await openHeldStore(sayingRowsAreMadeAgain());
      try {
        const authorityId = options.authority === 'all' ? 'all' : (await authorityNamed(store.db, options.authority)).authorityId;
        const answers = await answerFigures(store.db, authorityId, queries);
        if (options.json === true) {
          const answered = answers.map((answer, index) => figureAsJson(queries[index], answer));
          process.stdout.write(`${JSON.stringify(answered, null, 2)}\n`);
          return;
        }
        for (const [index, query] of queries.entries()) {
          const read = readQuery(query);
          const answer = answers[index];
          if (answer !== undefined) process.stdout.write('why' in read ? `no answer: ${read.why}\n` : figureAsText(read.query, answer));
        }
      } finally {
        await store.close();
      }
    });
}

async function readQueries(file: string): Promise<readonly unknown[]> {
  const text = await withFile(file, 'read', () => readFile(file, 'utf8'));
  let queries: unknown;
  try {
    queries = JSON.parse(text);
  } catch (error) {
    throw new PlainError(`${file} ${jsonFault(error)}.`, { cause: error });
  }
  if (!Array.isArray(queries)) throw new PlainError(`${file} should hold a list of queries: [{"measure": "complaints", "from": "2023-04-01", "to": "2024-03-31"}].`);
  return queries;
}
