import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, vi } from 'vitest';
import { CLI, cliOf } from '../cli.ts';
import { temporaryFolder } from '../server.ts';

// Every command is a process.
vi.setConfig({ testTimeout: 90_000 });

const COMMANDS = `
start
webhook list, webhook add, webhook rename, webhook revoke
app list, app add, app update, app renew, app remove
token
grant list, grant end
user list, user roles, user add, user password, user role, user disable, user enable
delivery list, delivery show, delivery resend
inventory status, inventory on, inventory off, inventory fields, inventory add-field, inventory delete-field
backup
restore
env`
  .trim()
  .split(/[\n,]+ */);

describe('--help', () => {
  it.each(COMMANDS)('of %s says what it is for, and names --json', async (command) => {
    const { code, stdout, stderr } = await cliOf('/nowhere').run([...command.split(' '), '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: vitrine ${command}`);
    expect(stdout).toContain('--json');
  });

  it('names every command', async () => {
    const { run } = cliOf('/nowhere');
    const named = async (args: readonly string[]): Promise<string[]> => {
      const { stdout } = await run([...args, '--help']);
      const names = Array.from(
        stdout.matchAll(/^ {2}([a-z][a-z-]*)(?: .*)? {2}\S/gm),
        (m) => m[1]!,
      );
      return names.filter((name) => name !== 'help');
    };
    const groups = await named([]);
    const commands = await Promise.all(
      groups.map(async (group) => {
        const verbs = await named([group]);
        return verbs.length === 0 ? [group] : verbs.map((verb) => `${group} ${verb}`);
      }),
    );
    expect(commands.flat().sort()).toEqual([...COMMANDS].sort());
  });
});

describe('vitrine without a portal', () => {
  it('says so', async () => {
    const { folder, remove } = await temporaryFolder();
    const cli = cliOf(folder);
    for (const args of [['webhook', 'list'], ['env']]) {
      const { code, stderr } = await cli.run(args);
      expect(code).toBe(78);
      expect(stderr).toMatch(/^vitrine: .*start/);
    }
    const wrong = await cli.run(['user', 'list'], { env: { VITRINE_PROFILE: 'x' } });
    expect([wrong.code, wrong.stderr]).toEqual([78, expect.stringContaining('VITRINE_PROFILE')]);
    await remove();
  });

  it('start starts it', async () => {
    const { folder, remove } = await temporaryFolder();
    const running = cliOf(folder).run(['start'], {
      env: { VITRINE_HTTP_PORT: '0', VITRINE_HTTPS_PORT: 'x' },
    });
    expect(await running).toMatchObject({
      code: 78,
      stderr: expect.stringContaining('VITRINE_HTTPS_PORT'),
    });
    await remove();
  });

  it('start --json tells addresses and secrets on one line', async () => {
    const { folder, remove } = await temporaryFolder();
    const env = { VITRINE_DATA: folder, VITRINE_HTTP_PORT: '0', VITRINE_HTTPS_PORT: '0' };
    const child = spawn(process.execPath, [CLI, 'start', '--json'], {
      cwd: folder,
      env: { PATH: process.env.PATH, VITRINE_SEED: 'empty', ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = await once(createInterface(child.stdout), 'line');
    const told = JSON.parse(line);
    expect(told).toEqual({
      http: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      https: expect.stringMatching(/^https:\/\/localhost:\d+$/),
      webhook: expect.stringMatching(/^https:\/\/localhost:\d+\/rest\/1\/[\w-]+\/$/),
      password: expect.any(String),
      ca: `${folder}/tls/ca.pem`,
    });
    const answer = await fetch(`${told.webhook.replace(told.https, told.http)}profile`);
    expect(answer.status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await remove();
  });
});
