import { loadConfig } from './config.js';

describe('loadConfig', () => {
  it('has a default for everything', () => {
    expect(loadConfig({})).toMatchObject({ PORT: 4020, HOST: '127.0.0.1', PROBES: 'on' });
  });

  it('treats an empty variable as absent', () => {
    expect(loadConfig({ PORT: '' }).PORT).toBe(4020);
  });

  it('names every wrong variable in one message', () => {
    expect(() => loadConfig({ PORT: '10s', PROBES: 'maybe' })).toThrow(/PORT[\s\S]*PROBES|PROBES[\s\S]*PORT/);
  });

  it.each(['none', 'https://rates.example/daily.xml'])('takes %s for a place of rates', (RATES_URL) => {
    expect(loadConfig({ RATES_URL }).RATES_URL).toBe(RATES_URL);
  });

  it.each(['off', 'file:///rates.xml'])('refuses %s as one', (RATES_URL) => {
    expect(() => loadConfig({ RATES_URL })).toThrow(/RATES_URL/);
  });
});
