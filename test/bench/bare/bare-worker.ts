import { DurableObject } from 'cloudflare:workers';

/** The least an object can do to keep a batch: one row. What our ingestion is measured against; it is no part of the product. */
export class BareObject extends DurableObject {
  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS batch (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  }

  insert(body: string): { taken: number } {
    this.ctx.storage.sql.exec('INSERT INTO batch (body) VALUES (?)', body);
    return { taken: 1 };
  }
}

interface BareEnv {
  readonly BARE: DurableObjectNamespace<BareObject>;
}

const worker: ExportedHandler<BareEnv> = {
  async fetch(request, env) {
    const body = await request.text();
    return Response.json(await env.BARE.getByName('one').insert(body), { status: 202 });
  },
};

// oxlint-disable-next-line import/no-default-export -- the runtime demands one
export default worker;
