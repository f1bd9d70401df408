import { createLogger } from './logger.js';

function logged(fields: object): Record<string, unknown> {
  const lines: string[] = [];
  createLogger({ LOG_LEVEL: 'info' }, { write: (line) => lines.push(line) }).info(fields);

  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!) as Record<string, unknown>;
}

describe('createLogger', () => {
  it('writes one JSON line with the event and its fields', () => {
    expect(logged({ event: 'offer-refused', count: 3n })).toMatchObject({
      level: 'info',
      event: 'offer-refused',
      count: '3',
    });
  });

  it('blanks credentials and payments at any depth', () => {
    const headers = {
      Authorization: 'Bearer k',
      'set-cookie': 'a',
      'X-PAYMENT': 'p',
      'payment-signature': 's',
      accept: '*',
    };

    expect(logged({ event: 'e', request: { headers } })['request']).toEqual({
      headers: {
        Authorization: '[redacted]',
        'set-cookie': '[redacted]',
        'X-PAYMENT': '[redacted]',
        'payment-signature': '[redacted]',
        accept: '*',
      },
    });
  });

  it('cuts long strings, also inside errors', () => {
    const { title, err } = logged({ title: 'x'.repeat(10_000), err: new Error('y'.repeat(10_000)) });

    expect(title).toHaveLength(500 + '… (9500 more)'.length);
    expect((err as { message: string }).message.length).toBeLessThan(600);
  });

  it("keeps a stranger's line breaks inside their field", () => {
    expect(logged({ event: 'e', title: 'a\n{"event":"forged"}\u2028' })).toMatchObject({ event: 'e' });
  });

  it('bounds depth and length', () => {
    const loop: Record<string, unknown> = { list: Array.from({ length: 1_000 }, (_, index) => index) };
    loop['self'] = loop;

    expect(JSON.stringify(logged({ event: 'e', loop })).length).toBeLessThan(2_000);
  });
});
