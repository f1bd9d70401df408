/** Shops with one good each: what happens to the good happens to the origin. See readStalls for how to read a line. */
export const SMALL_STALLS = `
# clock-tower | Clock Tower | 0x0690284308d63d90ce7De96159EBfF90EBFA80dE | 3wU6MMob7AAiJeEcUpx7abXSW3Lq642AXyNaJheDhcv8
time-zones            | get     | place=Lisbon          | time                     | Local time and clock changes of a place.
# paper-mill | Paper Mill | 0xa7FaeC61e5d56745BcBb9889AAA7Ec0708848681 | FvLj16BJJdjs7ZR3pbSfH6aGgRt5VduEmDcdNa7D1kk6
pdf-merge             | post    | files=a.pdf           | pdf, documents           | Several PDF files as one.
# colour-box | Colour Box | 0x1f80a771d05450355e76AB398a480Bb27759E8f7 | 23n321L8MWsxJoZJ7szrsFVcFvkFG5Z46SfAusJeQKRu
colour-palette        | get     | colour=teal           | design, colours          | Five colours that go with a colour.
# barcode-bar | Barcode Bar | 0x9eeA2eB720baF16FeAf067d964AdCB3a7F0b90C7 | 5iMYjVrv4LW9NwrwbvnBaurk2AcorVBV3WXkEpetPHBX
barcode-lookup        | path    | code=4006381333931    | products, barcodes       | Product and maker behind a barcode.
# sound-post | Sound Post | 0xff757923EB00940fE3A9BF52a97fE405dCaB0a70 | FPgCoJnvoLPe5mGMYpwcLGJMNWMhtpqfude3Xmojfy2v
text-to-speech        | post    | text=Good-morning     | speech, audio            | A natural voice reads a text in 30 languages.
# lucky-draw | Lucky Draw | 0x8f932e5b6De17Da1238486173860d8b530335471 | 2CXEZb95Hp8yBedo9q9seGYfk4kvQ2Biyncr3gAod1Lh
random-beacon         | get     | round=1               | randomness               | Random numbers that anybody can verify.
# trade-winds | Trade Winds | 0xBf71e8716acf6B5246331A19E0e888412a2f22e4 | BZrDu86x8LwGcmKij9qFpzGSkphcoEuTzhH7V5A3D9qu
customs-duty          | get     | code=8471.30          | customs, trade           | Duty on goods by tariff code and country.
# first-aid | First Aid | 0x4141Cb5f1c39A5A9fA8CB5946058Df251dF3CC1d | 4qd4kWXcijAWhTNYPaNtKG8UwTfez8z9Ng9KARLzLgbZ
drug-interactions     | get     | drug=ibuprofen        | health, drugs            | Which drugs must not be taken together.
# name-giver | Name Giver | 0xE8b3EF389b4661F262bD5e0D62Cd1b7D7E34ef12 | AX7fREaQCb4ggyqNyoRe5PTMJo6tPXE1KC34HXkcVSqC
company-names         | upto    | trade=bakery          | naming, brands           | Names for a company that are still free.
# quiet-room | Quiet Room | 0x03b43498c1c83dbDf93eDcc67F6fBd4c7ACf142b | 3ENjfW7rKfjRZGtLzUAKjzAmC8ZuTt4mZmhBMf1A5JBv
noise-removal         | post    | audio=call.wav        | audio                    | A recording without its background noise.
# night-bus | Night Bus | 0xaf7d67225764C886A3405481F7De06e8843e1220 | FkGTz2PoMTD6RSXGhkwvDQ4TM4AbhwSh7Udjr8nKGgLy
bus-departures        | v1      | stop=Piazza-Dante     | buses, travel            | The next buses at a stop.
# brick-yard | Brick Yard | 0xA344D727eCfEE303733b43c0C33708e61fd6dAad | 9Ks2ueBaUdg4daoJadhzrVRUsbkKt3gC8PAB1wcf9zsy
building-costs        | plain   | square_metres=120     | building, prices         | What a building would cost by size and standard.
# fine-print | Fine Print | 0x6a46F8238287D493bD1C253a205254d0d6aE6526 | GLYQ5dpDUhR7xPEcUwCumkLm3sZXzdQahNdpQwiW4yHf
contract-clauses      | tool    | contract=lease.pdf    | law, contracts           | Unusual clauses of a contract.
# stamp-album | Stamp Album | 0x8b500Eca8e9D0C56f27E13e7dCC387Cb52CBbfE3 | C9DS69nVPhawDZf1WKHdwAdKh3QbaTATedPfmimo4XYC
stamp-value           | get     | stamp=Penny-Black     | stamps, collecting       | What a stamp fetched at the last auctions.
# rain-barrel | Rain Barrel | 0xE58B2A0FDc9F8cc01226B2cb63e3A4c3bcf8D256 | GQ2tuGwiKyVjjvMF8psCnaZV6QmASjgsWdLBxPmW31MZ
rainwater-yield       | get     | roof_metres=80        | water, houses            | Rainwater that a roof collects in a year.
# chess-club | Chess Club | 0x66E78C2d7dC9266B89453237ee5F8895e7c156Af | 4re5VLPDtkoGiiQp4b1buQF7mao58iakpMPkGrizivEb
chess-openings        | both    | moves=e4-e5-Nf3       | chess, games             | Name and results of an opening among masters.
# bell-tower | Bell Tower | 0xF65EecAF498435b935962D5480631a8860bC8826 | 7MhjSUVa7te9WEyjLccLTDGjpjaZ6xjttwsw6Hk1g8Gf
public-holidays       | plain   | country=IT            | holidays, calendar       | Public holidays of a country and its regions.
`;
