import { events } from '../catalog/events.ts';
import { referencedHashes, storedFiles } from '../catalog/files/storedFiles.ts';
import { apiV1Routes } from '../methods/apiV1.ts';
import { methods } from '../methods/index.ts';
import { seedPortal } from '../seed/index.ts';
import { banner } from './banner.ts';
import { loadConfig } from './config.ts';
import { storageFailure } from './core/storage.ts';
import { type Running, startVitrine } from './start.ts';

/** Status of a start that cannot succeed until something outside is changed (sysexits EX_CONFIG). */
const EX_CONFIG = 78;

/** Starts the portal of the settings and prints what `render` tells of it. Ends the process if it cannot. */
export const boot = (render = banner): Promise<void> => start(render).catch(giveUp);

async function start(render: typeof banner): Promise<void> {
  const config = loadConfig();
  const running = await startVitrine(config, {
    methods,
    apiV1Routes,
    events,
    referencedHashes,
    storedFiles,
    seed: seedPortal,
  });
  stopOnSignals(running);
  process.stdout.write(render(running, config));
}

function stopOnSignals({ log, close }: Running): void {
  let stopping = false;
  const stop = (status: number): void => {
    if (stopping) return;
    stopping = true;
    close().then(
      () => process.exit(status),
      (err) => {
        log.fatal({ err }, 'stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  const die = (err: unknown): void => {
    log.fatal({ err }, 'unexpected failure');
    // To answer, write and close as at a stop would be to trust the disk again.
    if (storageFailure(err) === 'unsynced') process.exit(1);
    stop(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
}

/** What to do when an address cannot be listened on. */
const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'set VITRINE_HTTP_PORT and VITRINE_HTTPS_PORT to free ports',
  EACCES: 'set VITRINE_HTTP_PORT and VITRINE_HTTPS_PORT to ports from 1024 on',
  EADDRNOTAVAIL: 'set VITRINE_HOST to an address of this machine',
  ENOTFOUND: 'set VITRINE_HOST to an address of this machine',
};

function giveUp({ code = '', syscall = '', message }: NodeJS.ErrnoException): never {
  const remedy = /^(listen|getaddrinfo)$/.test(syscall) ? remedies[code] : undefined;
  process.stderr.write(`Vitrine cannot start. ${message}${remedy ? `: ${remedy}` : ''}\n`);
  process.exit(EX_CONFIG);
}
