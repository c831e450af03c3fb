import { Command, CommanderError } from 'commander';
import { summary } from '../banner.ts';
import { ConfigError } from '../config.ts';
import { DataError } from '../data.ts';
import { addAppCommands } from './app.ts';
import { addBackupCommands } from './backup.ts';
import { addDeliveryCommands } from './delivery.ts';
import { addEnvCommand } from './env.ts';
import { exits, Failure } from './failure.ts';
import { addGrantCommands } from './grant.ts';
import { addInventoryCommands } from './inventory.ts';
import { addTokenCommand } from './token.ts';
import { addUserCommands } from './user.ts';
import { addWebhookCommands } from './webhook.ts';

const EXIT_HELP = `
Every command has --help and --json. They work on the folder of VITRINE_DATA (default ./data) with the
settings of the server, while it runs or not.

Exit status: 0 done, 1 unexpected failure, 2 wrong usage, 3 no such app, user, webhook, grant,
role, field or delivery, 4 taken or not allowed, 78 the settings or the data folder cannot be used.`;

/** The program `vitrine`. */
function createProgram(): Command {
  const program = new Command('vitrine')
    .description('A portal that speaks the Bitrix24 REST protocol, and its credentials.')
    .addHelpText('after', EXIT_HELP)
    .exitOverride();
  program
    .command('start')
    .description('start the portal, as npm start does')
    .option('--json', 'print addresses and secrets as JSON')
    .action(async ({ json = false }) => {
      const { boot } = await import('../boot.ts');
      await boot(json ? summary : undefined);
    });
  addWebhookCommands(program);
  addAppCommands(program);
  addTokenCommand(program);
  addGrantCommands(program);
  addUserCommands(program);
  addDeliveryCommands(program);
  addInventoryCommands(program);
  addBackupCommands(program);
  addEnvCommand(program);
  for (const command of program.commands.flatMap((one) => [one, ...one.commands])) {
    command.exitOverride().configureOutput({ outputError: () => {} });
  }
  return program.configureOutput({ outputError: () => {} });
}

const toFailure = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  if (error instanceof CommanderError) {
    return new Failure('USAGE', exits.usage, error.message.replace(/^error: /, ''));
  }
  if (error instanceof ConfigError || error instanceof DataError) {
    return new Failure('CONFIG', exits.config, error.message);
  }
  return new Failure('INTERNAL_ERROR', exits.failed, (error as Error).message);
};

/** Runs the command of `argv` and sets the exit status. */
export async function run(argv: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    if (error instanceof CommanderError && error.code === 'commander.help') {
      process.exitCode = exits.usage;
      return;
    }
    const { code, exit, message } = toFailure(error);
    const text = argv.includes('--json')
      ? JSON.stringify({ error: code, error_description: message })
      : `vitrine: ${message}`;
    process.stderr.write(`${text}\n`);
    process.exitCode = exit;
  }
}
