// Opens the folder named, says so, and leaves in order when its standard input ends. Run by fault tests.
import { openEmbedded } from '../../../src/store/embedded-postgres.ts';

const [folder = ''] = process.argv.slice(2);
const database = await openEmbedded(folder);
process.stdout.write(`open ${JSON.stringify(database.connection)}\n`);
process.stdin.resume();
process.stdin.on('end', () => void database.close().then(() => process.stdout.write('left\n')));
