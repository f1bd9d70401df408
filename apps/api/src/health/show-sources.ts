import { type Source, type SourceRepository } from '@bazaar/catalog';
import { type Metrics } from '@bazaar/platform';

/** How each source fares that is pulled by itself, whichever worker pulled it: looked up where all of them write it. */
export function showSources(metrics: Metrics, sources: SourceRepository): void {
  const show = (name: string, help: string, figure: (source: Source) => number): void =>
    metrics.lookedUpBy({ name, help, label: 'source' }, async () => {
      const pulled = await sources.pulled();
      return new Map(pulled.map((source) => [source.id, figure(source)]));
    });
  show('source_rows', 'Rows the last pull received.', ({ rowsSeen }) => rowsSeen ?? 0);
  show('source_refused_rows', 'Rows of the last pull that were not kept.', ({ rowsRefused }) => rowsRefused);
  show('source_errors_total', 'Pulls that came to no end.', ({ failuresTotal }) => failuresTotal);
  show('source_held', '1 while the guard doubts how many rows there are.', ({ heldFor }) =>
    heldFor === null ? 0 : 1,
  );
  show('source_enabled', '1 where it is pulled.', ({ disabledBy }) => (disabledBy === null ? 1 : 0));
}
