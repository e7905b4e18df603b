import { figure, quantile, type Figure } from './frame.ts';
import { serveModel } from './recommend/serve.ts';
import { TIMES } from './recommend/times.ts';

const EVENTS_A_CALL = 50_000;
/** Events made and thrown away, to know what making them costs. */
const IDLE_EVENTS = 500_000;
const QUESTIONS = 2_000;
const QUESTIONS_A_CALL = 200;
const MB = 1_000_000;

/** What learning, asking, holding and waking cost inside plain workerd, with so many products and events. */
export async function measureSpeed(products: number, events: number, floors: { readonly mb: number }): Promise<Figure[]> {
  const model = await serveModel();
  const label = `${(products / 1_000).toFixed(0)}k products, ${(events / MB).toFixed(events < MB ? 1 : 0)}M events`;
  try {
    const bareBytes = model.residentBytes();
    let [wallMs, rows] = [0, 0];
    const beforeMs = model.processorMs();
    for (let from = 0; from < events; from += EVENTS_A_CALL) {
      const took = await model.ask<{ ms: number; rows: number }>(
        `/learn?products=${products}&from=${from}&to=${Math.min(events, from + EVENTS_A_CALL)}`,
      );
      wallMs += took.ms;
      rows += took.rows;
    }
    const idleFromMs = model.processorMs();
    for (let from = 0; from < IDLE_EVENTS; from += EVENTS_A_CALL)
      await model.ask(`/idle?products=${products}&from=${from}&to=${from + EVENTS_A_CALL}`);
    const idleMs = ((model.processorMs() - idleFromMs) / IDLE_EVENTS) * events;
    const learningMs = idleFromMs - beforeMs - idleMs;
    const micros: number[] = [];
    let askedFromMs = 0;
    for (let call = 0; call <= QUESTIONS / QUESTIONS_A_CALL; call += 1) {
      if (call === 1) askedFromMs = model.processorMs();
      const from = events + call * QUESTIONS_A_CALL * 4;
      const answer = await model.ask<{ micros: number[] }>(`/ask?products=${products}&from=${from}&count=${QUESTIONS_A_CALL}`);
      // The first find nothing compiled yet: they are asked, and not counted.
      if (call > 0) micros.push(...answer.micros);
    }
    const askingMs = model.processorMs() - askedFromMs;
    const { bytes } = await model.ask<{ bytes: number }>('/size');
    const heldBytes = model.residentBytes() - bareBytes;
    await model.ask('/flush');
    await model.restart();
    const woken = performance.now();
    await model.ask(`/ask?products=${products}&from=${events}&count=1`);
    const wakeMs = performance.now() - woken;
    const wakingMs = model.processorMs();
    if (micros.every((one) => one === 0)) throw new Error('the clock of workerd stood still');
    return [
      figure({
        name: `learn an event, mean with its storing, processor, ${label}`,
        value: (learningMs * 1_000) / events,
        unit: 'µs',
        floor: 10,
        better: 'less',
      }),
      figure({ name: `learn an event, mean with its storing, wall, ${label}`, value: (wallMs * 1_000) / events, unit: 'µs', better: 'less' }),
      figure({ name: `rows written an event, without the journal, ${label}`, value: rows / events, unit: 'rows', floor: 0.05, better: 'less' }),
      figure({ name: `answer a question, p50, ${label}`, value: quantile(micros, 0.5) / 1_000, unit: 'ms', floor: 0.5, better: 'less' }),
      figure({ name: `answer a question, p99, ${label}`, value: quantile(micros, 0.99) / 1_000, unit: 'ms', floor: 3, better: 'less' }),
      // What another program on the machine takes away is in the two above, and not in this one.
      figure({
        name: `answer a question, mean, processor, ${label}`,
        value: askingMs / QUESTIONS / TIMES,
        unit: 'ms',
        better: 'less',
      }),
      figure({ name: `state held, ${label}`, value: bytes / MB, unit: 'MB', floor: floors.mb, better: 'less' }),
      figure({ name: `growth of the process, ${label}`, value: heldBytes / MB, unit: 'MB', better: 'less' }),
      figure({ name: `cold load and first answer, ${label}`, value: wakeMs / 1_000, unit: 's', floor: 1, better: 'less' }),
      figure({ name: `start of the process, cold load and first answer, processor, ${label}`, value: wakingMs / 1_000, unit: 's', better: 'less' }),
    ];
  } finally {
    await model.stop();
  }
}
