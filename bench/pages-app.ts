// Candour's own pages on a free port, as `candour start` serves them, on a day that the first argument names. Ends with its parent.
import process from 'node:process';
import { openStore } from '../src/store/store.ts';
import { makeApp } from '../src/web/app.ts';

const opens = new Date(process.argv[2] ?? '').getTime();
const startedAt = Date.now();
const store = await openStore();
const app = makeApp(store, { clock: () => new Date(opens + Date.now() - startedAt) });
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
process.once('disconnect', () => void app.close().then(() => store.close()));
