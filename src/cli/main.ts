#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import '../runtime.ts';

enableCompileCache();
const { run } = await import('./cli.ts');
await run(process.argv);
