import { FORMS, type Form, type Good, type Stall } from './stall.js';

const isForm = (text: string): text is Form => (FORMS as readonly string[]).includes(text);

/**
 * Reads stalls as they are written down: `# name | service | EVM wallet | Solana wallet`, then a line for each good,
 * `name | form | parameter=example | tags | description`. Throws where a line is none of these.
 */
export function readStalls(text: string): Stall[] {
  const stalls: (Stall & { goods: Good[] })[] = [];
  for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
    const cells = line.split('|').map((cell) => cell.trim());
    const stall = stalls.at(-1);
    if (line.startsWith('# ')) stalls.push(readStall(line, cells));
    else if (stall === undefined) throw new Error(`No stall before: ${line}`);
    else stall.goods.push(readGood(line, cells));
  }
  return stalls;
}

function readStall(line: string, cells: readonly string[]): Stall & { goods: Good[] } {
  const [name, service, evm, solana, ...more] = cells;
  if (!name || !service || !evm || !solana || more.length > 0) throw new Error(`No stall: ${line}`);
  return { name: name.slice(2), service, payee: { evm, solana }, goods: [] };
}

function readGood(line: string, cells: readonly string[]): Good {
  const [name, form, input, tags, description, ...more] = cells;
  const [, parameter, example] = /^(\w+)=(.+)$/.exec(input ?? '') ?? [];
  if (!name || !form || !isForm(form) || !parameter || !example || !tags || !description || more.length > 0)
    throw new Error(`No good: ${line}`);
  return { name, form, input: { name: parameter, example }, tags: tags.split(/, */), description };
}
