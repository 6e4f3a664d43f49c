#!/usr/bin/env node
// The command line: candour --help.
import process from 'node:process';
import { runCandour } from './launch.mjs';

await runCandour(process.argv.slice(2));
