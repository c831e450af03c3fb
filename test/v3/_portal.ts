import request from 'supertest';
import { secrets, testPortal } from '../portal.ts';

export const PREFIX = 'BITRIX_REST_V3_EXCEPTION_';

/** A portal and what posts to its REST 3.0 address. */
export async function v3Portal(options: Parameters<typeof testPortal>[0] = {}) {
  const portal = await testPortal(options);
  const post = (secret: string, user: number) => (name: string, body?: object) =>
    request(portal.app)
      .post(`/rest/api/${user}/${secret}/${name}`)
      .set('Content-Type', 'application/json')
      .send(body ?? {});
  return { ...portal, admin: post(secrets.admin, 1), reader: post(secrets.reader, 2), post };
}

export const code = (name: string) => `${PREFIX}${name}`;
