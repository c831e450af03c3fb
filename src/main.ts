import { enableCompileCache } from 'node:module';
import './runtime.ts';

/** Keeps compiled sources between starts; without it each start strips the types of every file. */
enableCompileCache();
const { boot } = await import('./boot.ts');
await boot();
