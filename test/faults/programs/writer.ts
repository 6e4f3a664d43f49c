// Opens the folder named and writes numbers one by one, printing each that the database has acknowledged. Run by fault tests, which kill it.
import { Client } from 'pg';
import { openEmbedded } from '../../../src/store/embedded-postgres.ts';

const [folder = ''] = process.argv.slice(2);
const database = await openEmbedded(folder);
const client = new Client(database.connection);
client.on('error', () => undefined);
await client.connect();
await client.query('create table if not exists written (run int, number int)');
for (let number = 0; ; number += 1) {
  await client.query('insert into written values ($1, $2)', [process.pid, number]);
  process.stdout.write(`${process.pid} ${number}\n`);
}
