import { createMetrics, Metrics } from './metrics.js';

describe('Metrics', () => {
  it('shows what was defined and counted', async () => {
    const metrics = new Metrics();
    const probes = metrics.counter({ name: 'probes_total', help: 'Probes by reason.', labels: ['reason'] });

    probes.inc({ reason: 'ok' }, 2);

    expect(await metrics.text()).toContain('bazaar_probes_total{reason="ok"} 2');
  });

  it('refuses a name that is taken', () => {
    const metrics = new Metrics();
    metrics.histogram({ name: 'probe_seconds', help: 'Time of a probe.' });

    expect(() => metrics.gauge({ name: 'probe_seconds', help: 'Again.' })).toThrow(/already been registered/);
  });

  it('brings the figures of the process', async () => {
    expect(await createMetrics().text()).toContain('process_cpu_seconds_total');
  });
});
