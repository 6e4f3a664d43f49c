// Takes the lock for serving on the folder named, announces an address, and keeps it until killed. Run by fault tests.
import { lockForServing } from '../../../src/store/server-lock.ts';

const [folder = '', address = ''] = process.argv.slice(2);
const lock = await lockForServing(folder);
lock.announce(address);
process.stdout.write('serving\n');
setInterval(() => undefined, 60_000);
