// Makes requests.jsonl and feedback.jsonl: 200 invoices that a skill has read in production, and what
// people corrected; and model.jsonl: what a scripted model says to the same invoices by the skill's
// prompt and by a better one, which it proposes. The same seed makes the same files; the errors are
// planted, so that every number of a run over them is known beforehand (README.md).
import {writeFileSync} from 'node:fs';

let state = 20261101;

/** A number from 0 to below 1: the minimal standard generator of Park and Miller. */
function random() {
  state = (state * 48271) % 2147483647;
  return state / 2147483647;
}

const pick = list => list[Math.floor(random() * list.length)];
const VENDORS = ['Nordlicht Bürobedarf GmbH', 'Cafe Zentral', 'Hotel Seeblick', 'Taxi Krüger',
  'Papier & Co. KG', 'Lumen Electric Ltd', 'Blue Harbor Supplies', 'Marina Catering'];
const CURRENCIES = ['EUR', 'USD', 'GBP'];
const OTHER = {EUR: 'USD', USD: 'EUR', GBP: 'EUR'};
const NOTES = {
  currency: ['currency is wrong, look at the sign before the total', 'wrong currency',
    'the currency stands at the bottom of the page'],
  date: ['day and month are swapped', 'the date has day and month swapped'],
  total: ['total is without VAT'],
};

// By these words of its prompt the model knows which version of the skill asks it.
const LEARNT = 'The currency is the one beside the total.';
const PROPOSAL = {
  reasoning: 'The currency is guessed and not read, and day and month change places.',
  prompt: {
    system: 'You read invoices. Answer with one JSON object: vendor, invoice_no, date as YYYY-MM-DD,'
      + ` currency as its three letters, total and vat_rate as numbers. ${LEARNT} Dates of invoices`
      + ' have the day before the month.',
    user: '{{input}}',
  },
};

const requests = [];
const feedback = [];
const model = [{
  system_has: 'You improve the prompt of a skill', input_has: 'You read invoices.', answer: PROPOSAL,
}];
for (let i = 0; i < 200; i++) {
  const id = `inv-${String(i + 1).padStart(3, '0')}`;
  const month = 1 + Math.floor(random() * 12);
  const day = 1 + Math.floor(random() * 12);
  const truth = {
    vendor: pick(VENDORS),
    invoice_no: `R-${1000 + Math.floor(random() * 9000)}`,
    date: `2026-${two(month)}-${two(day)}`,
    currency: pick(CURRENCIES),
    total: Math.round(random() * 90000 + 500) / 100,
    vat_rate: pick([0, 7, 19, 20]),
  };
  const at = new Date(Date.UTC(2026, 9, 1 + Math.floor(i / 10), 9, i % 10)).toISOString();
  const request = {
    id, skill: 'invoice-reader', skill_version: '1', domain: 'document.invoice', provider: 'acme',
    model: 'acme-small', environment: 'prod', at,
    input: `${truth.vendor}\nInvoice ${truth.invoice_no}\n${day}.${month}.2026\n`
      + `Total ${truth.total} ${truth.currency} incl. ${truth.vat_rate} % VAT`,
    latency_ms: 600 + Math.floor(random() * 900),
    tokens: {input: 180 + Math.floor(random() * 60), output: 60}, cost: 0.0004,
  };
  if (i % 20 === 19) {
    // One in twenty has no answer.
    requests.push({...request, status: 'failed', error: 'the provider timed out'});
    scripted(request.input, truth, truth);
    continue;
  }
  const response = {...truth};
  const corrected = requests.filter(r => r.status !== 'failed').length < 120;
  const n = requests.filter(r => r.status !== 'failed').length;
  const wrong = [];
  if (corrected) {
    // Of 120: every fifth date, three in ten currencies, one total in twenty.
    if (n % 10 < 3) wrong.push('currency');
    if (n % 5 === 4) wrong.push('date');
    if (n % 20 === 7) wrong.push('total');
  }
  if (wrong.includes('currency')) response.currency = OTHER[truth.currency];
  if (wrong.includes('date')) response.date = swapped(month, day);
  if (wrong.includes('total')) response.total = Math.round(truth.total * 100 / 1.19 + 100) / 100;
  requests.push({...request, status: 'completed', response});
  scripted(request.input, response, corrected ? improved(n, truth, response) : truth);
  if (corrected) {
    feedback.push({
      entity_type: 'request', entity_id: id, identifier: 'review', by: `reviewer-${1 + n % 3}`,
      response: truth, at: at.replace('2026-10', '2026-11'),
      ...(wrong.length > 0 ? {notes: pick(NOTES[wrong[0]])} : {}),
    });
  } else if (n % 7 === 0) {
    feedback.push({
      entity_type: 'request', entity_id: id, identifier: 'review', by: 'support',
      notes: 'the customer says that the vendor is misspelt', at: at.replace('2026-10', '2026-11'),
    });
  }
}

/** What the model says to an invoice by the first prompt, and by the one that it proposes. */
function scripted(input, first, second) {
  model.push({input, answer: first}, {input, system_has: LEARNT, answer: second});
}

/**
 * By the better prompt all dates are right and five in six of the currencies that were wrong, totals
 * are as wrong as before, and three vendors are wrong that were right.
 */
function improved(n, truth, response) {
  return {
    ...truth,
    ...(n % 20 === 0 && {currency: response.currency}),
    ...(n % 20 === 7 && {total: response.total}),
    ...(n % 40 === 3 && {vendor: truth.vendor.toUpperCase()}),
  };
}

/** Another date, though day and month be the same. */
function swapped(month, day) {
  return month === day ? `2026-${two(month)}-${two(day + 1)}` : `2026-${two(day)}-${two(month)}`;
}

function two(number) {
  return String(number).padStart(2, '0');
}

const here = new URL('.', import.meta.url);
for (const [name, rows] of Object.entries({requests, feedback, model})) {
  writeFileSync(new URL(`${name}.jsonl`, here), rows.map(r => JSON.stringify(r) + '\n').join(''));
}
