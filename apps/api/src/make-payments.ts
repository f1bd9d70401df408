import {
  HintRepository,
  type IngestService,
  PayerKeyRepository,
  PaymentService,
  PushedPaymentRepository,
  SettlementRepository,
} from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type DataSource } from 'typeorm';

export const makePayments = (ingest: IngestService, database: DataSource, clock: Clock): PaymentService =>
  new PaymentService(
    ingest,
    new PushedPaymentRepository(database),
    new SettlementRepository(database),
    new HintRepository(database),
    new PayerKeyRepository(database),
    clock,
  );
