import { endAfterAnswer, requestIds } from './end-after-answer.js';

async function passedOn(chunks: readonly string[], sent: object): Promise<string[]> {
  const source = async function* () {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
  };
  const passed: string[] = [];
  for await (const chunk of endAfterAnswer(source(), requestIds(JSON.stringify(sent)))) {
    passed.push(Buffer.from(chunk).toString());
  }
  return passed;
}

const request = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

describe('endAfterAnswer', () => {
  it.each([
    ['an answer', ['data: {"id":1,"result":{}}\n\n', 'more'], 1],
    ['an error', ['data: {"id":1,"error":{}}\n\n', 'more'], 1],
    ['an answer torn apart', ['da', 'ta: {"id":1,', '"result":{}}\n', '\n', 'more'], 4],
    ['CRLF torn apart', ['data: {"id":1,\r', '\ndata:"result":{}}\r', '\n\r\n', 'more'], 3],
    ['CR alone', ['data: {"id":1,"result":{}}\r\r', 'more'], 1],
    ['an answer over two lines', ['data: {"id":1,\ndata: "result":{}}\n\n', 'more'], 1],
    ['the answer to another request', ['data: {"id":2,"result":{}}\n\n', 'more'], 2],
    ['a request of the server with our id', ['data: {"id":1,"method":"ping"}\n\n', 'more'], 2],
    ['no JSON', ['data: {"id":1,"result"\n\n', 'data: null\n\n', 'more'], 3],
    ['an event that is not over', ['data: {"id":1,"result":{}}\n', 'more'], 2],
  ])('passes on %s', async (_what, chunks, passed) => {
    expect(await passedOn(chunks, request)).toEqual(chunks.slice(0, passed));
  });

  it('waits for every request of a batch', async () => {
    const answers = ['data: {"id":1,"result":{}}\n\n', 'data: [{"id":"b","result":{}}]\n\n', 'more'];

    expect(await passedOn(answers, [request, { id: 'b', method: 'x' }, { method: 'note' }])).toHaveLength(2);
  });

  it('is not kept busy by blank lines', async () => {
    const startedAt = performance.now();

    await passedOn(['\n'.repeat(1_048_576)], request);

    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
