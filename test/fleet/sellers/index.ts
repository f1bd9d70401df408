import { type Seller } from '../site.js';
import { stallSellers } from '../stalls/index.js';
import { foldery } from './foldery.seller.js';
import { glacier } from './glacier.seller.js';
import { linguaDesk } from './lingua-desk.seller.js';
import { meridianWeather } from './meridian-weather.seller.js';
import { netprobe } from './netprobe.seller.js';
import { newswell } from './newswell.seller.js';
import { oldRails } from './old-rails.seller.js';
import { pixelforge } from './pixelforge.seller.js';
import { quietArchive } from './quiet-archive.seller.js';
import { registra } from './registra.seller.js';
import { spotpower } from './spotpower.seller.js';
import { tickerline } from './tickerline.seller.js';
import { toolbench } from './toolbench.seller.js';
import { tumbledown } from './tumbledown.seller.js';

/** Their order gives their ports: a new seller goes to the end. */
export const sellers: readonly Seller[] = [
  meridianWeather,
  linguaDesk,
  tickerline,
  registra,
  pixelforge,
  newswell,
  netprobe,
  toolbench,
  spotpower,
  quietArchive,
  tumbledown,
  oldRails,
  glacier,
  ...stallSellers,
  foldery,
];
