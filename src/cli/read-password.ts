import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { PlainError } from '../domain/plain-error.ts';

type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/**
 * The first line of the standard input, so that a password stands in no list of commands. At a terminal it is asked for, and is not shown as it is typed.
 * @throws PlainError where there is none.
 */
export async function readPassword(asks: string, input: Input = process.stdin, output: NodeJS.WritableStream = process.stdout): Promise<string> {
  const atTerminal = input.isTTY === true;
  if (atTerminal) output.write(asks);
  // A reader that is told that it serves a terminal keeps the terminal from showing what is typed, and shows it itself: to nobody here.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => { done(); } });
  const lines = createInterface(atTerminal ? { input, output: nowhere, terminal: true } : { input });
  lines.on('SIGINT', () => { process.kill(process.pid, 'SIGINT'); });
  try {
    for await (const line of lines) return line;
  } finally {
    lines.close();
    if (atTerminal) output.write('\n');
  }
  throw new PlainError('No password was given. Type it, or pass it on the standard input: echo PASSWORD | candour user add …');
}
