/** A failure that the person at the keyboard can do something about: shown as one sentence, without a stack. */
export class Trouble extends Error {
  override readonly name: string = 'Trouble';
}

/**
 * Runs a script's main function and then ends the process, whatever may still be open; children end with it.
 * Trouble ends it with one sentence on stderr and exit code 1, a bug with its stack.
 */
export async function main(work: () => Promise<number | void>): Promise<void> {
  try {
    process.exit((await work()) ?? 0);
  } catch (error) {
    console.error(error instanceof Trouble ? error.message : error);
    process.exit(1);
  }
}
