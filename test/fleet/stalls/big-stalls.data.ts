/** Shops with many goods. See readStalls for how to read a line. */
export const BIG_STALLS = `
# harbour-light | Harbour Light | 0x49D490283A96C09D78d72e0a315E87983aCF1d06 | AoVyrwLLmG1SXGg1rx5tM67EfYwadsQFx4mQfPPbZmNp
tide-times            | get     | harbour=Brest         | tides, marine            | High and low water at a harbour for the next seven days.
port-arrivals         | get     | port=Rotterdam        | shipping, ports          | Ships that arrive at a port today, with berth and cargo type.
vessel-by-number      | path    | imo=9321483           | shipping, vessels        | Name, flag, size and owner of a ship by its IMO number.
vessel-track          | upto    | imo=9321483           | shipping, ais            | Positions of a ship over the last month, charged by the day that is asked for.
anchorage-depth       | plain   | bay=Baie-des-Anges    | charts, anchoring        | Depth and holding ground of an anchorage.
harbour-fees          | v1      | port=Genova           | ports, fees              | What a night in a harbour costs for a boat of a given length.
lock-hours            | v2-body | canal=Kiel            | canals, opening hours    | Opening hours of the locks of a canal.
harbour-map           | free    | port=Genova           | ports, maps              | Map of a harbour.
lost-buoys            | missing | sea=Baltic            | buoys                    | Buoys that were reported adrift.
# ledger-lane | Ledger Lane | 0x99908175b16b9701B6C31E87f5aff3B1Ae450887 | FAiNaibQbtHAfFukwmsjZGw5wGmjzpwUrp7vcKUFH7yt
iban-check            | get     | iban=DE75512108001245126199 | banking, validation | Check digits, bank and branch of an IBAN.
invoice-number        | post    | draft=INV-2026-014    | accounting, invoices     | Next free number for an invoice, without gaps.
bank-by-code          | path    | bic=DEUTDEFF          | banking                  | Name and address of a bank by its BIC.
tax-brackets          | both    | country=PT            | tax                      | Income tax brackets of a country for this year.
payroll-estimate      | upto    | salary=42000          | payroll, tax             | Net pay from gross pay, charged by the number of employees.
late-interest         | plain   | days=45               | accounting, law          | Statutory interest on a late invoice.
chart-of-accounts     | v1      | country=FR            | accounting               | The standard chart of accounts of a country.
receipt-archive       | v1-post | receipt=R-1001        | accounting, archive      | Keep a receipt for ten years.
audit-trail           | login   | company=ACME          | audit                    | Who booked what, and when.
ledger-export         | broken  | company=ACME          | accounting, export       | The whole ledger as one file.
# green-acre | Green Acre | 0x90b3d2256801281ae5a107174Fb430Fc8D10CcAC | BYiJYqDeGuZ5pdbcMpMoh5M3XRhdzhLrKw1wtn9bxzms
soil-moisture         | get     | field=51.2N-7.1E      | farming, soil            | Soil moisture at ten centimetres from satellite images.
crop-prices           | get     | crop=wheat            | farming, markets         | Wholesale prices of a crop at European exchanges.
plant-by-name         | path    | plant=lavandula       | plants, botany           | Height, hardiness and flowering time of a plant.
leaf-disease          | post    | image=leaf-04.png     | farming, vision          | Name the disease on a leaf from its photo.
sowing-plan           | upto    | hectares=12           | farming, planning        | What to sow where, charged by the hectare.
seed-register         | plain   | variety=Solanum-7     | seeds                    | Whether a seed variety is registered for sale.
pollen-count          | v1      | region=Tuscany        | pollen, health           | Pollen in the air by plant for a region.
beehive-sounds        | v2-body | hive=H-22             | bees, audio              | Swarming risk of a hive from its sound.
barn-camera           | busy    | barn=B-3              | farming, video           | The latest picture of a barn.
# page-turner | Page Turner | 0x2Fbc7CDDcB544fBCB5b2087E2eE00979467B20CF | 31zzPk85jQoDHRkgC8D6FcFh1mPUxNDgEqdFC5H2zAKW
book-by-isbn          | path    | isbn=9780140449136    | books, metadata          | Title, author, publisher and cover of a book by its ISBN.
book-reviews          | get     | title=Odyssey         | books, reviews           | Reader reviews of a book with a summary.
reading-level         | post    | text=Sing,-O-goddess  | education, language      | School grade that a text can be read at.
plot-summary          | post    | title=Odyssey         | books, summaries         | The plot of a novel in ten sentences.
library-copies        | both    | isbn=9780140449136    | books, libraries         | Which public libraries hold a copy.
first-editions        | plain   | author=Calvino        | books, collecting        | Auction results of first editions.
poem-of-day           | v1      | language=it           | poetry                   | A poem for today with a short note.
quote-check           | v1-post | quote=Know-thyself    | quotations               | Who said it first, with the source.
bookmarks             | lightning | reader=anna         | books                    | Bookmarks of a reader on all devices.
# stage-door | Stage Door | 0x85EB51E9440C098BeE4889aA1d3c198D22EA67e1 | ErhVB6xokPHVsvQcvqFznoZjtm93jHMqQRkMrUWUSBoX
concert-calendar      | get     | city=Vienna           | concerts, events         | Concerts in a city over the next month.
artist-by-slug        | path    | artist=nina-simone    | music, artists           | Discography and biography of an artist.
beat-detection        | post    | track=take-five.wav   | music, audio             | Tempo, key and bars of a recording.
stem-split            | upto    | track=take-five.wav   | music, audio             | Split a song into voice and instruments, charged by the minute.
set-lists             | both    | artist=nina-simone    | concerts, music          | What was played at past concerts.
ticket-face-value     | plain   | event=E-5512          | tickets                  | The price printed on a ticket.
royalty-rates         | v1      | territory=SE          | music, licensing         | What a radio play pays in a territory.
sheet-music           | v2-body | work=K545             | music, scores            | A score as MusicXML.
box-office            | login   | venue=Konzerthaus     | tickets                  | Seats sold for an evening.
# city-desk | City Desk | 0xab0683481b0e9A158018c0c8B2e383932948D554 | AbK5W8gAihxexpJsQXfSoGDPoU9tysaUgWdULj5G1KFy
air-quality           | get     | city=Milan            | air quality, city        | Fine dust, ozone and nitrogen dioxide by station.
street-trees          | get     | district=Mitte        | trees, open data         | Species, age and health of the trees of a district.
parcel-by-id          | path    | parcel=1204-33        | land register            | Area, use and zoning of a parcel of land.
noise-map             | post    | street=Via-Roma       | noise, city              | Noise by day and by night along a street.
parking-now           | both    | city=Milan            | parking, mobility        | Free places in the garages of a city.
building-permits      | plain   | district=Mitte        | permits                  | Building permits granted this year.
water-hardness        | v1      | postcode=20121        | water                    | Hardness and minerals of tap water.
graffiti-report       | v1-post | photo=wall-11.png     | city, reports            | Hand in a report of graffiti.
council-minutes       | free    | city=Milan            | politics                 | Minutes of the city council.
old-town-hall         | missing | city=Milan            | city                     | The page of a town hall that moved.
`;
