import { cliOf } from '../cli.ts';
import { startServer, temporaryFolder } from '../server.ts';

export type Served = Awaited<ReturnType<typeof serveCli>>;

/** A server on a new data folder, the command line beside it, and what calls the server over http. */
export async function serveCli() {
  const { folder: data, remove } = await temporaryFolder();
  const server = await startServer({ data, env: { VITRINE_PASSWORD: 'a good password' } });
  const cli = cliOf(data, { VITRINE_HTTPS_PORT: new URL(server.httpsUrl).port });

  const call = async (root: string, method: string, params: object = {}) => {
    const url = `${root.replace(server.httpsUrl, server.httpUrl)}${method}`;
    const body = JSON.stringify(params);
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', body, headers });
    // biome-ignore lint/suspicious/noExplicitAny: tests read any key of it
    return { status: answer.status, body: (await answer.json()) as any };
  };

  const stop = async (): Promise<void> => {
    await server.stop();
    await remove();
  };
  return { data, server, cli, call, stop };
}
