import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cliOf } from '../cli.ts';
import { type Server, startServer, temporaryFolder } from '../server.ts';

// Every command is a process.
vi.setConfig({ testTimeout: 90_000 });

describe('vitrine inventory, while the server runs', () => {
  let server: Server;
  let cli: ReturnType<typeof cliOf>;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const temporary = await temporaryFolder();
    remove = temporary.remove;
    server = await startServer({ data: temporary.folder });
    cli = cliOf(temporary.folder);
  });
  afterAll(async () => {
    await server.stop();
    await remove();
  });

  it('switches inventory management and adds fields to documents', async () => {
    expect(await cli.json('inventory', 'status')).toEqual({ inventory: 'off' });
    expect(await cli.json('inventory', 'on')).toEqual({ inventory: 'on' });
    const mode = await server.call('catalog.document.mode.status');
    expect(mode).toMatchObject({ body: { result: 'Y' } });
    expect(await cli.json('inventory', 'off')).toEqual({ inventory: 'off' });

    const field = { id: 1, type: 'A', name: 'Route', field: 'field1' };
    expect(await cli.json('inventory', 'add-field', '--type', 'A', '--name', 'Route')).toEqual(
      field,
    );
    expect(await cli.json('inventory', 'fields')).toEqual([field]);
    expect((await cli.run(['inventory', 'add-field', '--type', 'W', '--name', 'x'])).code).toBe(2);
    expect(await cli.json('inventory', 'delete-field', '1')).toEqual({ deleted: 1 });
    expect((await cli.run(['inventory', 'delete-field', '1'])).code).toBe(3);
  });
});
