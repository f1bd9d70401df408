import { crc16 } from '../encoding/crc16.js';
import { defineNetwork, type NetworkRow } from './network.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_ton.md (merged #1583)';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The raw form, `workchain:hex`. The friendly one (base64 of flags, workchain, hash and a checksum) is unpacked. */
function tonAddress(text: string): string | null {
  const [, workchain = '', hash = ''] = /^(0|-1):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (hash !== '') return `${workchain}:${hash.toLowerCase()}`;
  return /^[-_+/A-Za-z0-9]{48}$/.test(text) ? unpack(text.replace(/\+/g, '-').replace(/\//g, '_')) : null;
}

function unpack(text: string): string | null {
  const bits = Array.from(text, (letter) => LETTERS.indexOf(letter).toString(2).padStart(6, '0')).join('');
  const bytes = Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
  const workchain = bytes[1] === 0 ? '0' : bytes[1] === 0xff ? '-1' : null;
  const sum = (bytes[34] ?? 0) * 256 + (bytes[35] ?? 0);
  if (workchain === null || sum !== crc16(bytes.subarray(0, 34))) return null;
  const hash = Array.from(bytes.subarray(2, 34), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${workchain}:${hash}`;
}

const ton = (row: NetworkRow) =>
  defineNetwork({ ...row, family: 'ton', canonicalAddress: tonAddress, zeroAddress: `0:${'0'.repeat(64)}` });

/** `ton:mainnet` and `ton:testnet` are what proposals that were not merged say. */
export const tonNetworks = [
  ton({
    id: 'tvm:-239',
    name: 'TON',
    environment: 'MAINNET',
    aliases: ['ton', 'ton:mainnet'],
    source: SPEC,
  }),
  ton({
    id: 'tvm:-3',
    name: 'TON Testnet',
    environment: 'TESTNET',
    aliases: ['ton:testnet'],
    source: SPEC,
  }),
];
