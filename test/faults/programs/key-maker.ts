// Waits for a line, then asks for a key file in the folder named as the first document does, and prints the key. Run by fault tests, several at once.
import { once } from 'node:events';
import { join } from 'node:path';
import { KEY_FILE_NAME, keyFileIsThere, makeKeyFile, readKeyFile } from '../../../src/store/key-file.ts';

const [folder = ''] = process.argv.slice(2);
const keyFile = { path: join(folder, KEY_FILE_NAME), ours: true };
process.stdout.write('ready\n');
await once(process.stdin, 'data');
if (!(await keyFileIsThere(keyFile))) await makeKeyFile(keyFile);
process.stdout.write(`key ${(await readKeyFile(keyFile)).toString('base64')}\n`);
process.stdin.destroy();
