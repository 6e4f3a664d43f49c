// npm run bench: measures Candour, beside what each figure is compared to. See bench/bench.ts for its options.
import { join } from 'node:path';
import process from 'node:process';
import { endAs, installIfNeeded, nodeForCandour, root, run } from './launch.mjs';

await installIfNeeded({ withTools: true });
endAs(await run(nodeForCandour(), [join(root, 'bench', 'bench.ts'), ...process.argv.slice(2)]));
