/** More shops with many goods, MCP servers among them. See readStalls for how to read a line. */
export const MORE_STALLS = `
# route-seven | Route Seven | 0xdc1c86442694cbd06E3EF9bD46B485C43F0fc615 | 5yovQsAhwMig65EB4s5GyGQMy7YVo8cXzt3sQtehGV76
train-delays          | get     | station=Lyon          | trains, travel           | Delays at a station within the hour, with the reason.
flight-by-number      | path    | flight=AZ610          | flights, travel          | Gate, delay and aircraft of a flight.
road-tolls            | get     | route=Milan-Rome      | driving, tolls           | Tolls along a route by class of vehicle.
trip-plan             | upto    | days=5                | travel, planning         | A day by day plan of a journey, charged by the day.
bike-lanes            | both    | city=Utrecht          | cycling, maps            | Bike lanes along a way, with their surface.
visa-rules            | plain   | passport=IT           | travel, visa             | Which countries may be entered without a visa.
ferry-times           | v1      | port=Piraeus          | ferries, travel          | Ferry departures of the day.
luggage-trace         | v1-post | tag=LH123456          | luggage                  | Where a suitcase was scanned last.
lounge-doors          | broken  | airport=FCO           | airports                 | Lounges of an airport and who may enter.
# mail-room | Mail Room | 0xa31eBaE3Aa82aaC677089CB26D7cE58C18b009e0 | LK8YapqVyw6ez7U4kaM5ZCJgzYi1YWtgBvfwKXRDHvx
email-deliverable     | get     | address=ann@example.com | email, validation      | Whether a mailbox exists, without writing to it.
spam-score            | post    | subject=You-have-won  | email, spam              | How a mail is likely to be sorted, with reasons.
domain-by-name        | path    | domain=example.com    | email, domains           | Mail servers and sending policies of a domain.
reply-draft           | upto    | mail=M-7              | email, writing           | Draft a reply in your tone, charged by the word.
address-format        | both    | country=JP            | post, addresses          | How a postal address is written in a country.
postage               | plain   | grams=120             | post, prices             | Postage of a letter by weight and country.
newsletter-open-rate  | v2-body | campaign=spring       | email, marketing         | Share of readers who opened a newsletter.
mail-tracker          | tool    | parcel=RR123456785IT  | parcels, tracking        | Follow a parcel over 400 carriers.
mail-signature        | tool    | name=Ann-Example      | email, writing           | A plain signature for a mail.
# proof-house | Proof House | 0x7dd765D69c4371303Df5b01B640D41384B35Af9B | H7NzLPKgKnn5Jjx3WdN4ERBgKdz8RRe11NgFszeW2Ljm
code-review           | post    | diff=fix.patch        | code, review             | Review of a patch with the lines that matter.
license-check         | get     | package=left-pad      | software, licenses       | Licenses of a package and all it depends on.
vulnerability-by-id   | path    | cve=CVE-2021-44228    | security                 | Severity, affected versions and remedies of a vulnerability.
secret-scan           | upto    | repository=example    | security, code           | Look for keys in a repository, charged by the file.
regex-explain         | both    | pattern=a(b)c         | code, regex              | A regular expression in plain words.
semver-diff           | plain   | package=left-pad      | software                 | What changed between two versions.
sql-format            | v1      | query=select-1        | code, sql                | A query with even indentation.
json-repair           | v1-post | text=broken           | code, json               | Valid JSON from nearly valid JSON.
type-hints            | tool    | module=utils.py       | code, python             | Add type hints to a Python module.
unit-tests            | tool    | module=utils.py       | code, testing            | Write unit tests for a Python module.
build-minutes         | busy    | project=example       | ci                       | Build minutes used this month.
# kitchen-table | Kitchen Table | 0xD7EC4a4038CdD0945Df5529a2604a0CB44Ad0d2c | 3Q4EBFMY7sSrnWqJoX6AFz1d2aTd4DkHu4MW3a9TfYi3
nutrition-facts       | get     | food=chickpeas        | food, nutrition          | Energy, protein, fat and vitamins of a food.
wine-by-label         | path    | wine=barolo-2016      | wine                     | Grapes, region and drinking window of a wine.
menu-translate        | post    | menu=osteria.png      | food, menus              | A menu in your language with allergens.
meal-plan             | upto    | days=7                | food, planning           | A week of meals, charged by the day.
allergen-check        | both    | product=granola       | food, health             | Allergens of a packaged product.
season-calendar       | plain   | month=may             | food, seasons            | What is in season this month.
oven-temperature      | v1      | dish=focaccia         | cooking                  | Temperature and time for a dish.
shopping-list         | v1-post | meals=5               | cooking                  | A shopping list from a plan of meals.
pantry                | lightning | household=H-1       | cooking                  | What is left in the pantry.
# star-chart | Star Chart | 0xEC1f32e6B842dfb2b54623A336f54d0C42a8e572 | 3XNnxeyjeyz9KvddPHDsirwwdeD1dsyjTczits5VkbKa
planet-positions      | get     | date=2026-06-01       | astronomy                | Where the planets stand in the sky tonight.
star-by-catalogue     | path    | star=HIP-91262        | astronomy                | Magnitude, distance and spectrum of a star.
satellite-passes      | get     | place=Torino          | satellites               | When a satellite can be seen from a place.
orbit-propagation     | post    | tle=25544             | satellites, orbits       | Position of a satellite at a given second.
telescope-time        | upto    | target=M31            | telescopes               | A picture by a remote telescope, charged by exposure.
moon-phase            | v1      | date=2026-06-01       | moon                     | Phase, rise and set of the moon.
eclipse-map           | v2-body | eclipse=2026-08-12    | eclipses                 | Where an eclipse is total.
meteor-log            | free    | shower=perseids       | meteors                  | Meteors counted by volunteers.
`;
