import { type Fleet, startFleet } from '../fleet.js';
import { ask, challengeOf, probe } from '../probe.js';
import * as faults from './fault.js';
import { type Fault } from './fault.js';

const SOMEBODY = '0x94D410309C1A040624a08212b2487F358E40b5a1';
const SOMEBODY_ELSE = '0x9777dfF3297C1825ca55A425b0D126F144De5B83';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet({ ports: 'any' });
});
afterAll(() => fleet.stop());

const urlOf = (name: string): string => fleet.endpoint(name).register.resource;
const originOf = (name: string): string => new URL(urlOf(name)).origin;

interface Terms {
  readonly amount?: string;
  readonly maxAmountRequired?: string;
  readonly payTo: string;
}
const termsOf = async (name: string): Promise<Terms> =>
  challengeOf(await probe(urlOf(name))).accepts[0] as unknown as Terms;

describe('a fault', () => {
  it.each<[string, Fault, string, number]>([
    ['an error', faults.answering(500), 'tide-times', 500],
    ['a good that is gone', faults.answering(410), 'tide-times', 410],
    ['a good that became free', faults.answering(200), 'tide-times', 200],
    ['a price on what is free', faults.givesAway, 'tide-times', 200],
    ['a missing body', faults.needsBody, 'leaf-disease', 422],
    ['another method', faults.postOnly, 'tide-times', 402],
  ])('can be %s, until it is mended', async (_what, fault, name, status) => {
    await fleet.break(name, fault);
    expect((await probe(urlOf(name))).status).toBe(status);

    await fleet.mend(name);

    expect((await probe(urlOf(name))).status).toBe(402);
  });

  it('stays where it is', async () => {
    await fleet.break('tide-times', faults.answering(500));

    expect((await probe(urlOf('port-arrivals'))).status).toBe(402);

    await fleet.mend('tide-times');
  });

  it('may be that nobody listens, and the same port answers again', async () => {
    const name = 'time-zones';
    await fleet.break(originOf(name), faults.down);
    await expect(probe(urlOf(name))).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });

    await fleet.mend(originOf(name));

    expect((await probe(urlOf(name))).status).toBe(402);
  });

  it('may be that nobody answers', async () => {
    await fleet.break('tide-times', faults.silent);

    await expect(fetch(urlOf('tide-times'), { signal: AbortSignal.timeout(100) })).rejects.toThrow();

    await fleet.mend('tide-times');
  });

  it('may say when to come back', async () => {
    await fleet.break('tide-times', faults.answering(503, faults.retryAfter(7_200)));

    const { status, headers } = await ask(urlOf('tide-times'), 'GET');

    expect([status, headers.get('retry-after')]).toEqual([503, '7200']);
    await fleet.mend('tide-times');
  });

  it('may forbid robots, or listing', async () => {
    await fleet.break(originOf('time-zones'), faults.forbidsRobots);
    await fleet.break('time-zones', faults.noindex);

    expect((await ask(`${originOf('time-zones')}/robots.txt`, 'GET')).text).toContain('Disallow: /');
    expect((await ask(urlOf('time-zones'), 'GET')).headers.get('x-robots-tag')).toBe('noindex');

    await fleet.mend(originOf('time-zones'));
    await fleet.mend('time-zones');
  });

  it('may lead elsewhere', async () => {
    await fleet.break('tide-times', faults.movedTo(urlOf('port-arrivals')));

    const answer = await ask(urlOf('tide-times'), 'GET');

    expect([answer.status, answer.url]).toEqual([402, urlOf('port-arrivals')]);
    await fleet.mend('tide-times');
  });

  it('wants the values that the endpoint describes, and then the price', async () => {
    await fleet.break('leaf-disease', faults.needsBody);

    const answer = await fetch(urlOf('leaf-disease'), { method: 'POST', body: '{"image":"leaf-04.png"}' });

    expect(answer.status).toBe(402);
    await fleet.mend('leaf-disease');
  });
});

describe('terms', () => {
  it.each(['tide-times', 'harbour-fees', 'library-copies'])('of %s rise and fall', async (name) => {
    const amountOf = ({ amount, maxAmountRequired }: Terms): bigint =>
      BigInt((amount ?? maxAmountRequired) as string);
    const before = amountOf(await termsOf(name));

    await fleet.break(name, faults.dearer(3n));
    expect(amountOf(await termsOf(name))).toBe(before * 3n);
    await fleet.break(name, faults.dearerEachTime());
    expect(amountOf(await termsOf(name))).toBe(before * 2n);
    expect(amountOf(await termsOf(name))).toBe(before * 3n);
    await fleet.mend(name);

    expect(amountOf(await termsOf(name))).toBe(before);
  });

  it('name another payee, or one a request', async () => {
    await fleet.break('tide-times', faults.paidTo(SOMEBODY));
    expect((await termsOf('tide-times')).payTo).toBe(SOMEBODY);

    await fleet.break('tide-times', faults.paidInTurn([SOMEBODY, SOMEBODY_ELSE]));
    const payees = [await termsOf('tide-times'), await termsOf('tide-times'), await termsOf('tide-times')];
    expect(payees.map(({ payTo }) => payTo)).toEqual([SOMEBODY, SOMEBODY_ELSE, SOMEBODY]);

    await fleet.mend('tide-times');
  });

  it('keep the template of a route to themselves', async () => {
    const template = async (): Promise<unknown> =>
      challengeOf(await probe(urlOf('vessel-by-number'))).extensions?.bazaar;
    expect(await template()).toMatchObject({ routeTemplate: '/v1/vessel-by-number/:imo' });

    await fleet.break('vessel-by-number', faults.withoutTemplate);

    expect(await template()).not.toHaveProperty('routeTemplate');
    await fleet.mend('vessel-by-number');
  });
});
