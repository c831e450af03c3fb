import type { Command } from 'commander';
import { storedFiles } from '../../catalog/files/storedFiles.ts';
import { type Manifest, makeBackup, restoreBackup } from '../backup/backup.ts';
import { loadConfig } from '../config.ts';
import { printOne } from './output.ts';

const json = ['--json', 'print JSON'] as const;

const print = ({ files, bytes }: Manifest, folder: string, asJson = false): void =>
  printOne({ folder, files, bytes }, asJson);

/** `backup` works while a server runs; `restore` needs a data folder that holds no portal. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup <folder>')
    .description('copy the portal into a new folder, while it runs or not, and verify the copy')
    .option(...json)
    .action(async (folder: string, options) => {
      print(await makeBackup(loadConfig().data, folder, storedFiles), folder, options.json);
    });
  program
    .command('restore <folder>')
    .description('put a backup into the data folder, which must hold no portal')
    .option(...json)
    .action(async (folder: string, options) => {
      print(await restoreBackup(folder, loadConfig().data, storedFiles), folder, options.json);
    });
}
