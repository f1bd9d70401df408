import { ask, type Payee } from '../ask.js';
import { describeInput } from '../describe-input.js';
import { officialSeller, type PaidRoute } from '../official-seller.js';
import { type Seller } from '../site.js';
import { BASE_USDC, SOLANA_USDC } from '../tokens.js';

const payee: Payee = {
  evm: '0x694D79249368ddd214a5FA72D4B7053750b3863a',
  solana: 'RyQE1AbRBWJbEAyXnBieZPJ4rcS2Lb9XTHFTFiYLj2k',
};

const routes: readonly PaidRoute[] = [
  {
    name: 'weather-current',
    method: 'GET',
    path: '/v1/current',
    register: '/v1/current?city=Rome',
    description:
      'Current weather for a city: temperature, humidity, wind and conditions, updated every ten minutes.',
    tags: ['weather', 'current conditions', 'meteorology'],
    asks: [ask(BASE_USDC, '0.001', payee)],
    discovery: {
      ...describeInput({
        city: { example: 'Rome', description: 'City name in English' },
        units: {
          example: 'metric',
          description: 'Unit system',
          enum: ['metric', 'imperial'],
          optional: true,
        },
      }),
      output: { example: { city: 'Rome', tempC: 21.4, humidity: 0.56, windKph: 11, conditions: 'clear' } },
    },
  },
  {
    name: 'weather-forecast-by-city',
    method: 'GET',
    path: '/weather/:city',
    register: '/weather/rome',
    description: 'Seven-day weather forecast for a city, with daily highs, lows and chance of rain.',
    tags: ['weather', 'forecast'],
    asks: [ask(BASE_USDC, '0.005', payee)],
    discovery: {
      pathParamsSchema: {
        properties: { city: { type: 'string', description: 'City slug such as rome or new-york' } },
        required: ['city'],
      },
      output: { example: { city: 'rome', days: [{ date: '2026-05-01', highC: 24, lowC: 13, rain: 0.1 }] } },
    },
  },
  {
    name: 'weather-marine',
    method: 'GET',
    path: '/v1/marine',
    register: '/v1/marine?lat=43.7&lon=7.27',
    description: 'Marine weather at a coordinate: wave height, swell period, sea temperature and tides.',
    tags: ['weather', 'marine', 'tides'],
    asks: [ask(BASE_USDC, '0.01', payee), ask(SOLANA_USDC, '0.008', payee)],
    discovery: {
      ...describeInput({
        lat: { example: '43.7', description: 'Latitude in degrees' },
        lon: { example: '7.27', description: 'Longitude in degrees' },
      }),
      output: {
        example: { waveHeightM: 1.2, swellPeriodS: 7, seaTempC: 18.3, nextHighTide: '2026-05-01T14:20Z' },
      },
    },
  },
];

export const meridianWeather: Seller = {
  name: 'meridian-weather',
  open: async (site) => {
    const { app, endpoints } = await officialSeller(site, 'Meridian Weather', routes);
    return { handler: app, endpoints };
  },
};
