export type Severity = 'ERROR' | 'WARNING' | 'INFO';

interface Reason {
  readonly severity: Severity;
  /** What is wrong, for a seller. */
  readonly text: string;
  /** How the seller mends it; null where there is nothing to mend. */
  readonly fix: string | null;
}

/** The one table of reasons and issues: why a listing is in its state, and what is wrong with an answer or offer. */
export const REASONS = {
  ok: { severity: 'INFO', text: 'The endpoint answers 402 with at least one readable offer.', fix: null },
  'not-a-url': {
    severity: 'ERROR',
    text: 'This is not an absolute URL.',
    fix: 'Give the whole URL, such as https://api.example.com/weather.',
  },
  'unsupported-scheme': {
    severity: 'ERROR',
    text: 'The URL is neither http(s) nor mcp.',
    fix: 'Give an http(s) URL.',
  },
  'url-too-long': {
    severity: 'ERROR',
    text: 'The URL is longer than we keep.',
    fix: 'Keep origin and path below 2048 bytes.',
  },
  'no-402': {
    severity: 'ERROR',
    text: 'The endpoint answered without asking for payment.',
    fix: 'Answer an unpaid request with status 402 and a PAYMENT-REQUIRED header.',
  },
  'invalid-challenge': {
    severity: 'ERROR',
    text: 'The 402 carries no payment data that can be read.',
    fix: 'Send a PAYMENT-REQUIRED header that is base64 of a JSON object with x402Version, resource and accepts.',
  },
  'v2-body-only': {
    severity: 'ERROR',
    text: 'The version 2 challenge is only in the body; official clients read the header alone and cannot pay.',
    fix: 'Send the same JSON, base64-encoded, in the PAYMENT-REQUIRED header.',
  },
  'headers-not-kept': {
    severity: 'WARNING',
    text: 'The file holds no headers; a version 2 client reads PAYMENT-REQUIRED, so nobody can tell whether it can pay.',
    fix: 'Keep the answer with its headers: curl -i.',
  },
  'header-not-base64': {
    severity: 'ERROR',
    text: 'The PAYMENT-REQUIRED header is not standard base64; official clients refuse it.',
    fix: 'Encode the header with standard base64 (A-Z a-z 0-9 + / =).',
  },
  'bare-requirements': {
    severity: 'ERROR',
    text: 'The challenge is one bare payment requirement, not an object with accepts.',
    fix: 'Wrap it: {"x402Version": 2, "resource": {...}, "accepts": [...]}.',
  },
  'version-inferred': {
    severity: 'ERROR',
    text: 'x402Version is missing or unknown; the version was inferred from the fields.',
    fix: 'State x402Version 1 or 2.',
  },
  'header-body-differ': {
    severity: 'INFO',
    text: 'Header and body state different offers; the header counts.',
    fix: 'Send the same offers in both, or leave the body empty.',
  },
  'resource-missing': {
    severity: 'WARNING',
    text: 'The challenge names no resource; facilitators cannot catalogue what is paid for it.',
    fix: 'State the URL that was requested: resource.url in version 2, resource in each entry of version 1.',
  },
  'resource-mismatch': {
    severity: 'WARNING',
    text: 'The challenge names another resource than the one that was asked.',
    fix: 'Let resource.url be the URL that was requested.',
  },
  'empty-accepts': {
    severity: 'ERROR',
    text: 'accepts is empty: there is nothing to pay.',
    fix: 'List at least one payment requirement in accepts.',
  },
  'sign-in-only': {
    severity: 'ERROR',
    text: 'The endpoint takes a wallet sign-in only; there is no price.',
    fix: 'Offer at least one payment requirement if the endpoint is for sale.',
  },
  'offer-not-an-object': {
    severity: 'WARNING',
    text: 'An entry of accepts is not an object; it was left out.',
    fix: 'Each entry of accepts must be an object.',
  },
  'offer-null': {
    severity: 'ERROR',
    text: 'An entry of accepts is null; official clients fail over it, and pay by none of the others.',
    fix: 'Leave null out of accepts.',
  },
  'offers-cut': {
    severity: 'WARNING',
    text: 'accepts is longer than we keep; the rest was left out.',
    fix: 'Offer at most 64 ways to pay.',
  },
  'network-missing': {
    severity: 'ERROR',
    text: 'An offer names no network.',
    fix: 'State the network as a CAIP-2 id such as eip155:8453.',
  },
  'network-alias': {
    severity: 'ERROR',
    text: 'The network is written in another form than its version asks for; stock clients do not find it.',
    fix: 'Write CAIP-2 ids in version 2 and V1 names in version 1.',
  },
  'stray-characters': {
    severity: 'ERROR',
    text: 'An identifier holds blanks or invisible characters; clients compare it as it stands.',
    fix: 'Write scheme, network, asset and payTo without anything around them.',
  },
  'network-unknown': {
    severity: 'INFO',
    text: 'We do not know this network; the offer is kept as written.',
    fix: null,
  },
  'scheme-missing': {
    severity: 'ERROR',
    text: 'An offer names no scheme.',
    fix: 'State the scheme, such as exact.',
  },
  'scheme-unknown': {
    severity: 'INFO',
    text: 'We do not know this payment scheme; the offer is kept as written.',
    fix: null,
  },
  'flow-unknown': {
    severity: 'ERROR',
    text: 'The payment flow is unknown, or none that the scheme has.',
    fix: 'Use authorization, upfront or escrow.',
  },
  'transfer-method-unknown': {
    severity: 'ERROR',
    text: 'Clients of this scheme do not know the transfer method.',
    fix: 'Leave extra.assetTransferMethod out, or name one that the scheme defines.',
  },
  'version-unsupported': {
    severity: 'ERROR',
    text: 'Clients pay by this scheme on this network in version 2 only.',
    fix: 'Offer it in a version 2 challenge.',
  },
  'asset-missing': {
    severity: 'ERROR',
    text: 'An offer names no asset.',
    fix: 'State the address of the token.',
  },
  'asset-symbol': {
    severity: 'ERROR',
    text: "The asset is a symbol; it was resolved through the network's registry.",
    fix: 'State the address of the token.',
  },
  'asset-malformed': {
    severity: 'ERROR',
    text: 'The asset is not an address of its network.',
    fix: 'State the address of the token.',
  },
  'asset-zero': {
    severity: 'ERROR',
    text: 'The asset is the zero address, where there is no token; clients pay by tokens only.',
    fix: 'State the address of the token.',
  },
  'asset-unknown': {
    severity: 'INFO',
    text: 'We do not know this asset, so there is no dollar price.',
    fix: null,
  },
  'issuer-missing': {
    severity: 'ERROR',
    text: 'extra.issuer is missing; anybody may issue a currency of that code.',
    fix: "State the issuer's address in extra.issuer.",
  },
  'address-shortened': {
    severity: 'ERROR',
    text: 'An address is written without its leading zeros; clients of this network refuse it.',
    fix: 'Write addresses as 0x and 64 hex digits.',
  },
  'amount-missing': {
    severity: 'ERROR',
    text: 'An offer states no amount.',
    fix: 'State the amount in atomic units as a string of digits.',
  },
  'amount-misnamed': {
    severity: 'ERROR',
    text: 'The amount stands under the name of the other version; clients do not look there.',
    fix: 'Name it amount in version 2 and maxAmountRequired in version 1.',
  },
  'amount-disputed': {
    severity: 'WARNING',
    text: 'Two amounts are stated, one for each version of the protocol.',
    fix: 'State amount in version 2, maxAmountRequired in version 1, and not both.',
  },
  'amount-not-atomic': {
    severity: 'ERROR',
    text: 'The amount is not a whole number of atomic units.',
    fix: 'State the amount in atomic units as a string of digits: $0.01 of USDC is "10000".',
  },
  'amount-too-large': {
    severity: 'ERROR',
    text: 'The amount is larger than clients of its network and scheme can sign.',
    fix: 'State the amount in atomic units: below 2^64 on Solana, and 2^256 on EVM chains.',
  },
  'amount-number': {
    severity: 'INFO',
    text: 'The amount is a JSON number; clients expect a string.',
    fix: 'Write the amount as a string of digits.',
  },
  'amount-not-decimal': {
    severity: 'ERROR',
    text: 'The amount of an issued currency is not a decimal number.',
    fix: 'State the amount as a decimal string such as "0.01".',
  },
  'amount-hidden': {
    severity: 'INFO',
    text: 'The price is told only to agents that the network knows.',
    fix: null,
  },
  'amount-zero': {
    severity: 'ERROR',
    text: 'The amount is zero; clients of this network refuse to pay nothing.',
    fix: 'State an amount of at least 1.',
  },
  'pay-to-missing': { severity: 'ERROR', text: 'An offer names no payee.', fix: 'State payTo.' },
  'pay-to-malformed': {
    severity: 'ERROR',
    text: 'The payee is not an address of its network.',
    fix: "State an address of the offer's network in payTo.",
  },
  'pay-to-zero': {
    severity: 'ERROR',
    text: 'The payee is the zero address: the money would be lost.',
    fix: 'State your own address in payTo.',
  },
  'eip712-missing': {
    severity: 'ERROR',
    text: 'extra.name or extra.version is missing; a client cannot sign the transfer.',
    fix: "Put the token's EIP-712 name and version into extra.",
  },
  'eip712-differs': {
    severity: 'ERROR',
    text: 'extra.name or extra.version differs from what the token uses; the signature is refused.',
    fix: "Put the token's EIP-712 name and version into extra, byte for byte.",
  },
  'eip712-doubtful': {
    severity: 'WARNING',
    text: 'extra.name or extra.version differs from what the token is said to use; the signature may be refused.',
    fix: "Check the token's EIP-712 name and version, and put them into extra.",
  },
  'fee-payer-missing': {
    severity: 'ERROR',
    text: 'extra.feePayer is missing or no address; a client of this network cannot build the transaction.',
    fix: "Put your facilitator's fee payer into extra.feePayer.",
  },
  'facilitator-address-missing': {
    severity: 'ERROR',
    text: 'extra.facilitatorAddress is missing or no address; a client cannot sign an upto payment.',
    fix: "Put your facilitator's address into extra.facilitatorAddress.",
  },
  'fee-sponsorship-wrong': {
    severity: 'ERROR',
    text: 'extra.areFeesSponsored is not what clients of this network ask for.',
    fix: 'State areFeesSponsored: true on Stellar, and false on the XRP Ledger.',
  },
  'receiver-authorizer-missing': {
    severity: 'ERROR',
    text: 'extra.receiverAuthorizer is missing, zero or no address; a client cannot open a payment channel.',
    fix: 'Put the address that signs your claims into extra.receiverAuthorizer.',
  },
  'withdraw-delay-missing': {
    severity: 'ERROR',
    text: 'extra.withdrawDelay is missing or not a positive whole number; a client cannot open a payment channel.',
    fix: 'State in extra.withdrawDelay after how many seconds a buyer may take the deposit back.',
  },
  'token-program-unknown': {
    severity: 'ERROR',
    text: 'extra.tokenProgram is no program that holds tokens.',
    fix: 'Leave extra.tokenProgram out, or name the SPL token program of the asset.',
  },
  'memo-too-long': {
    severity: 'ERROR',
    text: 'extra.memo is longer than a client puts into a transaction.',
    fix: 'Keep extra.memo within 256 bytes.',
  },
  'hold-terms': {
    severity: 'INFO',
    text: 'At most the amount is authorised; less may be captured, later, and be refunded. The live 402 states the deadlines.',
    fix: null,
  },
  'hold-terms-missing': {
    severity: 'ERROR',
    text: 'Terms are missing that a client signs when it lets money be held.',
    fix: 'State captureAuthorizer, feeRecipient, captureDeadline, refundDeadline, minFeeBps and maxFeeBps in extra.',
  },
  'escrow-unknown': {
    severity: 'ERROR',
    text: 'extra.authCaptureEscrow is no escrow contract that clients know.',
    fix: 'Leave extra.authCaptureEscrow out, or name one of the contracts of the scheme.',
  },
  'timeout-missing': {
    severity: 'WARNING',
    text: 'maxTimeoutSeconds is missing, or no whole number between 1 and 2147483647; most clients cannot sign without one.',
    fix: 'State how many seconds the payment stays valid.',
  },
  'timeout-short': {
    severity: 'ERROR',
    text: 'maxTimeoutSeconds is shorter than clients of this network accept.',
    fix: 'Give a payment at least 6 seconds.',
  },
  'price-alone': {
    severity: 'INFO',
    text: 'A source states a price without an offer; it counts once the endpoint itself shows how it is paid.',
    fix: null,
  },
  'price-words-unclear': {
    severity: 'WARNING',
    text: 'A price is written so that nobody can tell exactly what it counts; it was not read.',
    fix: 'Write the price of one request as "$0.10" or "0.10 USDC", or state accepts with atomic amounts.',
  },
  'price-absurd': {
    severity: 'WARNING',
    text: 'The price is beyond what can be indexed; it is shown, but not searched by.',
    fix: 'Check the amount: it counts atomic units.',
  },
  'info-fails-schema': {
    severity: 'WARNING',
    text: 'The example in the bazaar extension does not match its own schema.',
    fix: 'Give an example that the schema accepts.',
  },
  'schema-missing': {
    severity: 'WARNING',
    text: 'The bazaar extension has no schema; facilitators do not catalogue it.',
    fix: 'Send the schema that describes info, as declareDiscoveryExtension of @x402/extensions does.',
  },
  'schema-invalid': {
    severity: 'WARNING',
    text: 'The schema of the bazaar extension is not valid JSON Schema (2020-12).',
    fix: 'Send a schema that a JSON Schema 2020-12 validator compiles.',
  },
  'external-ref': {
    severity: 'WARNING',
    text: 'The schema of the bazaar extension has a $ref or $id that leads outside; facilitators refuse it.',
    fix: 'Write the schema out, or refer to its own parts: {"$ref": "#/$defs/city"}.',
  },
  'schema-slow': {
    severity: 'WARNING',
    text: 'Checking the example against its schema took too long and was given up.',
    fix: 'Simplify the schema: patterns such as ^(a+)+$ and references that multiply take very long.',
  },
  'bazaar-off-spec': {
    severity: 'WARNING',
    text: 'The bazaar extension breaks a rule of its specification.',
    fix: 'Use declareDiscoveryExtension of @x402/extensions, or follow its form.',
  },
  'bazaar-malformed': {
    severity: 'WARNING',
    text: 'The bazaar extension cannot be read.',
    fix: 'Use declareDiscoveryExtension of @x402/extensions, or follow its form.',
  },
  'method-unknown': {
    severity: 'WARNING',
    text: 'The bazaar extension names no method, or none that HTTP knows.',
    fix: 'State info.input.method.',
  },
  'wrong-method': {
    severity: 'WARNING',
    text: 'The endpoint asks for payment under another method than the one stated, or than those we may try.',
    fix: 'State the method that answers 402.',
  },
  'method-not-sent': {
    severity: 'WARNING',
    text: "The stated method was not tried: GET and POST apart, only those are that the origin's own document names.",
    fix: "Name the operation in your origin's own document, such as /openapi.json.",
  },
  'example-unsent': {
    severity: 'INFO',
    text: 'The example given with the registration was not sent with the request that decided.',
    fix: "Only a GET carries it, as query; as body or arguments it is sent where your origin's own document names the operation.",
  },
  'needs-body': {
    severity: 'WARNING',
    text: 'The endpoint checks the request before it asks for payment.',
    fix: 'Ask for payment before validating the request.',
  },
  'needs-path-params': {
    severity: 'WARNING',
    text: 'The URL is a template and no example of it is known.',
    fix: 'Give pathParams examples in the bazaar extension.',
  },
  'template-invalid': {
    severity: 'WARNING',
    text: 'The route template is not usable; the concrete URL is kept.',
    fix: 'Write routeTemplate as a path such as /users/:id.',
  },
  'template-mismatch': {
    severity: 'WARNING',
    text: 'The route template does not match the URL that answered; the concrete URL is kept.',
    fix: 'State the template of the route that answers.',
  },
  'no-example': {
    severity: 'INFO',
    text: 'The challenge shows no example of how to call the endpoint.',
    fix: 'Describe input and output with the bazaar extension.',
  },
  'service-name-dropped': {
    severity: 'INFO',
    text: 'serviceName was left out: it must be 1 to 32 printable ASCII characters.',
    fix: 'Shorten serviceName.',
  },
  'tags-dropped': {
    severity: 'INFO',
    text: 'Some tags were left out: at most 5, each 1 to 32 printable ASCII characters.',
    fix: 'Shorten the tags.',
  },
  'icon-dropped': {
    severity: 'INFO',
    text: 'iconUrl was left out: it is not a public http(s) URL.',
    fix: 'Use a public https URL.',
  },
  'text-cleaned': {
    severity: 'INFO',
    text: 'Control or invisible characters were removed from a text.',
    fix: 'Send plain text.',
  },
  'schema-large': {
    severity: 'WARNING',
    text: 'A schema is too large to be kept.',
    fix: 'Keep schemas below 64 KiB.',
  },
  'unreachable-dns': {
    severity: 'ERROR',
    text: 'The host name does not resolve.',
    fix: 'Check the DNS record of the host.',
  },
  'unreachable-connect': {
    severity: 'ERROR',
    text: 'The host does not accept connections.',
    fix: 'Check that the service runs and is reachable from the internet.',
  },
  'unreachable-tls': {
    severity: 'ERROR',
    text: 'The TLS handshake failed.',
    fix: 'Check the certificate and its chain.',
  },
  'unreachable-timeout': {
    severity: 'ERROR',
    text: 'The endpoint did not answer in time.',
    fix: 'Answer unpaid requests within 10 seconds.',
  },
  'bad-response': {
    severity: 'ERROR',
    text: 'The answer is not valid HTTP.',
    fix: 'Check the server or proxy in front of the endpoint.',
  },
  'http-404': { severity: 'ERROR', text: 'The endpoint answered 404.', fix: 'Check the URL and the method.' },
  'http-4xx': {
    severity: 'ERROR',
    text: 'The endpoint answered with a client error instead of 402.',
    fix: 'Ask for payment before validating the request.',
  },
  'http-5xx': {
    severity: 'ERROR',
    text: 'The endpoint answered with a server error.',
    fix: 'Check the service.',
  },
  'rate-limited': {
    severity: 'WARNING',
    text: 'The origin asks us to slow down.',
    fix: 'Nothing to do: we come back later.',
  },
  'auth-required': {
    severity: 'ERROR',
    text: 'The endpoint asks for credentials instead of payment.',
    fix: 'Answer an unpaid request with 402.',
  },
  paused: {
    severity: 'INFO',
    text: 'The seller paused the endpoint with Retry-After.',
    fix: 'Answer 402 again to resume.',
  },
  gone: {
    severity: 'INFO',
    text: 'The endpoint answered 410: it is gone.',
    fix: 'Answer 402 again to return.',
  },
  moved: {
    severity: 'INFO',
    text: 'The endpoint has moved for good to another URL of its origin; it is listed under the one that was asked.',
    fix: 'Register the new URL.',
  },
  merged: {
    severity: 'INFO',
    text: 'This listing is the same resource as another one and was merged into it.',
    fix: null,
  },
  'opted-out': {
    severity: 'INFO',
    text: 'The origin asked not to be listed.',
    fix: 'Remove the noindex word to be listed again.',
  },
  'blocked-by-robots': {
    severity: 'WARNING',
    text: 'robots.txt forbids us to look at this URL.',
    fix: 'Allow our user agent in robots.txt.',
  },
  'bot-wall': {
    severity: 'WARNING',
    text: 'A bot wall answers in place of the endpoint.',
    fix: 'Let our user agent through.',
  },
  'private-address': {
    severity: 'ERROR',
    text: 'The host is, or resolves to, an address that is not public.',
    fix: 'Serve the endpoint from a public address.',
  },
  'port-not-allowed': {
    severity: 'ERROR',
    text: 'The URL names a port other than 80 or 443.',
    fix: 'Serve the endpoint on port 443.',
  },
  'not-https': {
    severity: 'WARNING',
    text: 'The endpoint answers over plain http only.',
    fix: 'Serve the endpoint over https.',
  },
  'redirect-off-origin': {
    severity: 'ERROR',
    text: 'The endpoint redirects to another origin.',
    fix: 'Register the final URL.',
  },
  'too-many-redirects': {
    severity: 'ERROR',
    text: 'The endpoint redirects too often.',
    fix: 'Redirect at most three times.',
  },
  'body-too-large': {
    severity: 'ERROR',
    text: 'The answer is larger than we read.',
    fix: 'Keep the 402 below 256 KiB.',
  },
  'body-too-deep': {
    severity: 'ERROR',
    text: 'The JSON of the answer is nested deeper than we read.',
    fix: 'Keep the JSON of the 402 within 64 levels.',
  },
  'headers-too-large': {
    severity: 'ERROR',
    text: 'The headers of the answer are larger than we read.',
    fix: 'Keep the headers below 128 KiB.',
  },
  'became-free': {
    severity: 'INFO',
    text: 'The endpoint no longer asks for payment.',
    fix: 'Answer 402 again to be listed as payable.',
  },
  'pay-to-changed': { severity: 'WARNING', text: 'The payee changed lately.', fix: null },
  'pay-to-dynamic': { severity: 'INFO', text: 'The payee differs from answer to answer.', fix: null },
  'price-changed': { severity: 'INFO', text: 'The price changed.', fix: null },
  'decoy-price': {
    severity: 'WARNING',
    text: 'The advertised price differs from the one that is charged.',
    fix: 'Advertise the price of the live 402.',
  },
  'document-absent': {
    severity: 'INFO',
    text: 'There is no such document.',
    fix: null,
  },
  'document-unreadable': {
    severity: 'WARNING',
    text: 'The document is none of the kind that is read there.',
    fix: 'Serve JSON in one of the documented forms.',
  },
  'document-foreign': {
    severity: 'INFO',
    text: 'The document names endpoints of other domains, which are left out.',
    fix: 'Let each domain publish its own endpoints.',
  },
  'document-part-unreadable': {
    severity: 'WARNING',
    text: 'A part of the document cannot be read and is left out.',
    fix: 'Write it as the specification of the document has it.',
  },
  'document-cut': {
    severity: 'WARNING',
    text: 'The document holds more than is read; the rest is left out.',
    fix: 'Name fewer endpoints in it, or serve them from several origins.',
  },
  'dns-records-several': {
    severity: 'WARNING',
    text: 'More than one v=x402-1 record stands at the name, so none of them counts.',
    fix: 'Keep one TXT record at _x402.',
  },
  'absent-from-manifest': {
    severity: 'INFO',
    text: "The origin's own document no longer names this endpoint.",
    fix: 'Name it, or answer 410.',
  },
  'claim-differs': {
    severity: 'INFO',
    text: 'A source claims something else than the endpoint itself says.',
    fix: null,
  },
  'testnet-only': {
    severity: 'INFO',
    text: 'All offers are on test networks.',
    fix: 'Offer a main network to be found by default.',
  },
  'other-rail': {
    severity: 'ERROR',
    text: 'The endpoint asks for payment by another protocol than x402.',
    fix: 'Offer x402 beside it.',
  },
  'rail-beside': {
    severity: 'INFO',
    text: 'Payment by another protocol than x402 is taken too.',
    fix: null,
  },
  'not-a-service': {
    severity: 'ERROR',
    text: 'The URL is a page or document, not a payable service.',
    fix: null,
  },
  'mcp-unreachable': {
    severity: 'ERROR',
    text: 'The MCP server cannot be reached at this address.',
    fix: 'Register the http(s) URL of the MCP server.',
  },
  'mcp-tool-missing': {
    severity: 'ERROR',
    text: 'The MCP server does not list this tool, or no tool was named.',
    fix: 'Name a tool that tools/list shows.',
  },
  'mcp-no-payment': {
    severity: 'ERROR',
    text: 'The MCP server does not mark this tool as paid, or the call asked for no payment.',
    fix: 'Answer an unpaid call with the x402 payment error.',
  },
  'mcp-destructive': {
    severity: 'ERROR',
    text: 'The MCP server says that this tool may destroy something; we never call such a tool.',
    fix: 'Set destructiveHint to false if an unpaid call changes nothing.',
  },
  'ingest-refused': {
    severity: 'ERROR',
    text: 'The row could not be stored.',
    fix: 'Report this: it is our mistake.',
  },
  quota: {
    severity: 'WARNING',
    text: 'The origin has more listings than we keep without proof of ownership.',
    fix: 'Prove that you own the origin.',
  },
  'owner-delisted': { severity: 'INFO', text: 'The owner took the listing down.', fix: null },
  blocked: { severity: 'INFO', text: 'The operator of this Bazaar took the listing down.', fix: null },
  'awaiting-probe': {
    severity: 'INFO',
    text: 'The endpoint has not been probed yet.',
    fix: 'Nothing to do: the first probe is due.',
  },
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof REASONS;

export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(REASONS, code);
