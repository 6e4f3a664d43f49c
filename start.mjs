// npm start: installs what is missing, and serves.
import process from 'node:process';
import { runCandour } from './launch.mjs';

await runCandour(['start', ...process.argv.slice(2)]);
