import { openBare } from './catalog/bare.ts';
import { openPortal } from './catalog/portal.ts';
import { scenarios } from './catalog/scenarios.ts';

const bare = openBare('/tmp/lgb/10000');
const portal = await openPortal('/tmp/lgb/10000');
const s = scenarios(bare).find((x) => x.name.startsWith(process.argv[2] as string))!;
for (let n = 1; n < 8000; n++) {
  await portal.call(s.method, s.params(n));
  if (n % 20 === 0) await new Promise(setImmediate);
}
