'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const form = document.getElementById('form');
const find = id => document.getElementById(id);
const all = (selector, inside = form) => [...inside.querySelectorAll(selector)];
const field = name => all('[data-field]').find(box => box.dataset.field === name);
const typed = control => control.value.trim();
// Everything that can be filled in; the code is kept apart.
const controls = () => all('[name]');
const key = 'pgap form ' + data.page;
const firstRows = 2;
let unsaved = false;
// A code that nobody else has: 31 to the sixth, without letters that look alike.
function newCode() {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz';
  const chance = crypto.getRandomValues(new Uint32Array(6));
  return 'r-' + [...chance].map(number => letters[number % letters.length]).join('');
}
// What is chosen of radio buttons or checkboxes.
const chosen = box => all('input:checked', box).map(control => control.value);
// How numbers are written; the page is given the grammar that files are read by.
const patterns = data.numbers.map(pattern => new RegExp(pattern));
// Digits with at most one point, and never three behind it that could be thousands.
const looksParted = (whole, decimals) => decimals.length === 3 && /[1-9]/.test(whole);
const clearly = (whole, decimals) => decimals === '' ? whole : whole + '.' + decimals + (looksParted(whole, decimals) ? '0' : '');
// A number as everybody reads it alike, or both its readings; undefined where it is none.
function figure(text, places = 0, behind = '') {
  const at = patterns.findIndex(pattern => pattern.test(text));
  if (at < 0) return undefined;
  const [, parted, decimals = ''] = patterns[at].exec(text);
  const whole = parted.replace(/[^0-9]/g, '');
  if (at > 0 || !looksParted(whole, decimals)) return { plain: clearly(whole, decimals) + behind };
  const small = clearly(whole, decimals.replace(/0+$/, '').padEnd(places, '0'));
  return { readings: [whole + decimals + behind, small + behind] };
}
const asks = {
  number: 'Write it as a number with a point, such as 1250 or 6.5.',
  money: 'Write it with a point and its currency, such as 6.80 EUR.',
  share: 'A share goes from 0 to 100.',
  count: 'Write a whole number: this is counted.'
};
const unclear = readings => readings.length > 1
  ? 'This can be read in two ways. Write ' + readings.join(' or ') + '.'
  : 'This can be read in two ways. Only one of them makes sense here: write ' + readings[0] + '.';
// What a number cannot be.
function nonsense(value, scale) {
  if (scale === 'share' && value > 100) return asks.share;
  return scale === 'count' && !Number.isInteger(value) ? asks.count : undefined;
}
// What was read: a value, or what is wrong.
function number(text, scale) {
  const bare = ['share', 'bare'].includes(scale) ? text.replace(/\s*%$/, '') : text;
  const found = figure(bare);
  if (!found) return { wrong: asks.number };
  if (found.readings) {
    const sound = found.readings.filter(reading => !nonsense(Number(reading), scale));
    return { wrong: sound.length > 0 ? unclear(sound) : asks.share };
  }
  const value = Number(found.plain);
  const wrong = nonsense(value, scale);
  if (wrong) return { wrong };
  // A text, where the number alone would have two readings again.
  return { value: figure(String(value))?.plain ? value : found.plain };
}
function money(text) {
  const [, before, amount, behind] = new RegExp(data.money).exec(text) ?? [];
  const sign = before ?? behind;
  if (!sign || (before && behind)) return { wrong: asks.money };
  const found = figure(amount, 2, ' ' + (data.currencies[sign] ?? sign.toUpperCase()));
  if (!found) return { wrong: asks.money };
  return found.readings ? { wrong: unclear(found.readings) } : { value: found.plain };
}
const readers = { number, money, text: text => ({ value: text }) };
// What one control holds; nothing where it is empty.
function read(control) {
  const text = typed(control);
  const { kind, scale } = control.dataset.kind ? control.dataset : control.closest('[data-field]').dataset;
  return text === '' ? {} : readers[kind](text, scale);
}
const cell = control => read(control).value;
function rows(box) {
  const read = row => Object.fromEntries(all('[data-column]', row)
    .map(control => [control.dataset.column, cell(control)])
    .filter(([, value]) => value !== undefined));
  return all('.row', box).map(read).filter(row => Object.keys(row).length > 0);
}
// What stands for no choice at all, which is an answer too.
const none = '[]';
const isNone = box => chosen(box).includes(none);
// The value of a fact; undefined where nothing is said.
function value(box) {
  const kind = box.dataset.kind;
  if (kind === 'choice') return chosen(box)[0];
  if (kind !== 'choices' && kind !== 'table') return cell(box.querySelector('[name]'));
  if (isNone(box)) return [];
  const list = kind === 'table' ? rows(box) : chosen(box);
  return list.length > 0 ? list : undefined;
}
// Whether a condition on the facts holds.
function holds(when) {
  if ('of' in when) return when.of.filter(holds).length >= when.at_least;
  const box = field(when.field);
  const said = box && value(box);
  if ('answered' in when) return (said !== undefined && !isNone(box)) === when.answered;
  const named = box && ['choice', 'choices'].includes(box.dataset.kind) && !isNone(box) ? chosen(box) : [];
  if ('includes' in when) return named.some(id => when.includes.includes(id));
  return named.length > 0 && named.every(id => when.only.includes(id));
}
const isShown = box => box.closest('[hidden]') === null;
const questions = () => all('.question').filter(isShown);
// An answer as the file has it; undefined where nothing is said.
function answer(box) {
  const extra = name => box.querySelector('[name$=".' + name + '"]');
  const [state] = chosen(box);
  const said = {};
  if (state === 'unknown') said.unknown = true;
  else if (state === 'not_applicable') said.not_applicable = typed(extra('reason'));
  else if (state !== undefined) {
    said.level = Number(state);
    if (data.proof && extra('proof').value) said.proof = extra('proof').value;
  }
  if (typed(extra('note'))) said.note = typed(extra('note'));
  const keys = Object.keys(said);
  if (keys.length === 0) return undefined;
  if (state !== undefined && Number(box.dataset.rev) > 1) said.rev = Number(box.dataset.rev);
  if (Object.keys(said).length > 1) return said;
  return said.level ?? (said.unknown ? 'unknown' : said);
}
function today() {
  const now = new Date();
  const two = part => String(part).padStart(2, '0');
  return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
}
// The pairs that have a value.
const given = pairs => Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
// Everything as a file of answers.
function file() {
  const profile = given(all('[data-field]').map(box => [box.dataset.field, value(box)]));
  const organisation = data.organisation ?? typed(find('organisation'));
  const respondent = { id: typed(find('code')), role: data.role, function: typed(find('function')) || undefined };
  return {
    format: 'answers/1',
    questionnaire: data.questionnaire,
    version: data.version,
    organisation,
    unit: data.unit,
    wave: data.wave,
    date: today(),
    dimensions: data.dimensions,
    respondent,
    anonymous: data.anonymous,
    profile: Object.keys(profile).length > 0 ? profile : undefined,
    answers: given(questions().map(box => [box.dataset.question, answer(box)]))
  };
}
// Characters that do not show, or turn what stands beside them; JSON itself takes those below a blank.
const hidden = /[\u007f-\u009f\u00ad\u034f\u061c\u115f-\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe-\uffff]|\udb40[\udc00-\udc7f]/g;
// JSON in which every character is one that any reader takes as it stands.
function written(content) {
  const code = letter => letter.split('').map(half => '\\u' + half.charCodeAt(0).toString(16).padStart(4, '0')).join('');
  const lone = /[\ud800-\udfff]/u;
  const sound = text => typeof text === 'string' && lone.test(text) ? text.replace(/[\ud800-\udfff]/gu, '\ufffd') : text;
  const json = JSON.stringify(content, (_, inside) => sound(inside), 2);
  return json.replace(hidden, code) + '\n';
}
const slug = text => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60);
const fileName = content => [content.organisation, content.questionnaire, content.respondent.id].map(slug).filter(part => part !== '').join('-') + '.json';
// What has to be mended before a file can be made: controls, each with what to do.
function problems() {
  const found = [];
  const organisation = find('organisation');
  if (organisation && !typed(organisation)) found.push([organisation, 'Name your organisation.']);
  for (const box of all('[data-field]')) {
    for (const control of all('input:not([type=radio], [type=checkbox])', box)) {
      const { wrong } = read(control);
      if (wrong) found.push([control, wrong]);
    }
  }
  for (const box of questions()) {
    const reason = box.querySelector('[name$=".reason"]');
    if (chosen(box)[0] === 'not_applicable' && !typed(reason)) found.push([reason, 'Say in a few words why it does not apply.']);
  }
  const content = file();
  if (found.length === 0 && Object.keys(content.answers).length === 0) found.push([form.querySelector('.question input'), 'Answer at least one question.']);
  return found;
}
// What a problem is about: a question by its number, a fact by what is asked.
function about(control) {
  const question = control.closest('.question');
  if (question) return 'Question ' + question.querySelector('.number').textContent + ': ';
  const fact = control.closest('[data-field]');
  return fact ? fact.querySelector('legend, label').textContent.trim() + ' ' : '';
}
const placeOfProblem = control => (control.closest('label') ?? control).nextElementSibling;
function mark(control, sentence) {
  const place = placeOfProblem(control);
  if (control.type === 'radio' || !place) return;
  place.textContent = sentence;
  place.hidden = sentence === '';
  if (sentence === '') control.removeAttribute('aria-invalid');
  else control.setAttribute('aria-invalid', 'true');
}
function tell(found) {
  for (const control of all('[aria-invalid]')) mark(control, '');
  const list = find('wrong').querySelector('ul');
  list.replaceChildren(...found.map(([control, sentence]) => {
    mark(control, sentence);
    const link = document.createElement('a');
    link.href = '#done';
    link.textContent = about(control) + sentence;
    link.addEventListener('click', event => { event.preventDefault(); control.focus(); });
    const line = document.createElement('li');
    line.append(link);
    return line;
  }));
  find('wrong').hidden = found.length === 0;
  if (found.length > 0) { find('saved').textContent = ''; find('wrong').focus(); }
}
function save() {
  if (!typed(find('code'))) find('code').value = newCode();
  const found = problems();
  tell(found);
  if (found.length > 0) return;
  const content = file();
  const text = written(content);
  const link = document.createElement('a');
  link.download = fileName(content);
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  unsaved = false;
  forget();
  find('text').value = text;
  const open = questions().filter(box => chosen(box).length === 0).length;
  const rest = open > 0 ? ' You left ' + open + (open === 1 ? ' question' : ' questions') + ' open; if you add answers, save again and send only the last file.' : '';
  find('saved').textContent = 'Saved as ' + link.download + '. Mail this file to whoever sent you the page; your browser put it where its downloads go.' + rest;
  find('done').scrollIntoView();
}
// Shows what belongs to the answers, and how far it is.
function show() {
  for (const [dimension, when] of Object.entries(data.when)) {
    const part = all('[data-dimension]').find(box => box.dataset.dimension === dimension);
    const closed = all('[data-closed]').find(box => box.dataset.closed === dimension);
    const open = closed.dataset.open === 'yes' || holds(when);
    part.hidden = !open;
    closed.hidden = open;
  }
  for (const [question, when] of Object.entries(data.asked_when)) {
    const box = find('q-' + question);
    const { dimension } = box.closest('[data-dimension]').dataset;
    const wanted = all('[data-closed]').some(part => part.dataset.closed === dimension && part.dataset.open === 'yes');
    box.hidden = !(wanted || holds(when));
  }
  const asked = questions();
  asked.forEach((box, at) => all('.number', box).forEach(place => { place.textContent = at + 1; }));
  for (const box of all('.question, [data-kind=choice]')) {
    const [state] = chosen(box);
    box.querySelector('.clear').hidden = state === undefined;
    if (!box.matches('.question')) continue;
    box.querySelector('.reason').hidden = state !== 'not_applicable';
    if (data.proof) box.querySelector('.proof').hidden = !(Number(state) > 0);
  }
  const done = asked.filter(box => chosen(box).length > 0).length;
  const sentence = done + ' of ' + asked.length + ' answered';
  if (find('count').textContent !== sentence) find('count').textContent = sentence;
  find('progress').max = Math.max(asked.length, 1);
  find('progress').value = done;
}
// Every control by its name, each with its values in order.
function entered() {
  const kept = {};
  for (const control of controls()) {
    const ticks = control.type === 'radio' || control.type === 'checkbox';
    const values = kept[control.name] ??= [];
    if (!ticks || control.checked) values.push(control.value);
  }
  return kept;
}
function keep() {
  const open = all('[data-closed]').filter(box => box.dataset.open === 'yes').map(box => box.dataset.closed);
  try {
    localStorage.setItem(key, JSON.stringify({ code: find('code').value, entered: entered(), open }));
  } catch {
    tellThatNothingIsKept();
  }
}
function tellThatNothingIsKept() {
  find('draft').textContent = 'This browser keeps nothing for a page that is opened from a file. Save before you close it.';
}
// What was kept when the page was closed before it was saved.
function kept() {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    return draft && typeof draft.entered === 'object' && typeof draft.code === 'string' ? draft : null;
  } catch {
    return null;
  }
}
function forget() {
  try {
    localStorage.removeItem(key);
  } catch {
    tellThatNothingIsKept();
  }
}
function addRow(box) {
  box.querySelector('.rows').append(box.querySelector('template').content.cloneNode(true));
  const added = all('.row', box);
  all('.vh', added.at(-1)).forEach(place => { place.textContent = ', row ' + added.length; });
  for (const control of all('[data-column]', added.at(-1))) {
    const place = placeOfProblem(control);
    place.id = control.name + '.' + added.length + '.problem';
    control.setAttribute('aria-describedby', place.id);
  }
  return added.at(-1);
}
// Puts back what was entered before the page was closed.
function putBack(draft) {
  find('code').value = draft.code;
  for (const box of all('[data-closed]')) if (draft.open.includes(box.dataset.closed)) box.dataset.open = 'yes';
  for (const box of all('[data-kind=table][data-field]')) {
    const columns = all('[data-column]', box.querySelector('template').content);
    const wanted = Math.max(...columns.map(column => (draft.entered[column.name] ?? []).length));
    for (let count = all('.row', box).length; count < Math.min(wanted, 200); count += 1) addRow(box);
  }
  const seen = {};
  for (const control of controls()) {
    const values = draft.entered[control.name] ?? [];
    if (control.type === 'radio' || control.type === 'checkbox') control.checked = values.includes(control.value);
    else control.value = values[seen[control.name] = (seen[control.name] ?? -1) + 1] ?? control.value;
  }
  for (const note of all('.question textarea')) if (note.value) note.closest('details').open = true;
}
// None of them goes with no other.
function onlyNoneOrOthers(control) {
  if (control.type !== 'checkbox' || !control.checked) return;
  const others = all('input:checked', control.closest('fieldset'));
  for (const other of others) if (other.matches('.none') !== control.matches('.none')) other.checked = false;
}
function changed(event) {
  unsaved = true;
  if (event) onlyNoneOrOthers(event.target);
  if (event && event.target.getAttribute('aria-invalid')) mark(event.target, '');
  show();
  keep();
}
function clear(box) {
  for (const control of all('input:checked', box)) control.checked = false;
  box.querySelector('input').focus();
  changed();
}
async function copy() {
  const found = problems();
  tell(found);
  if (found.length > 0) return;
  find('text').value = written(file());
  find('text').select();
  try {
    await navigator.clipboard.writeText(find('text').value);
    find('copied').textContent = 'Copied.';
  } catch {
    find('copied').textContent = document.execCommand('copy') ? 'Copied.' : 'Press and hold the text above to copy it.';
  }
}
function startOver() {
  if (!confirm('Empty this page? What is not saved as a file is lost.')) return;
  forget();
  unsaved = false;
  location.reload();
}
function pressed(event) {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.matches('.save')) save();
  else if (button.matches('.clear')) clear(button.closest('fieldset'));
  else if (button.matches('.add')) addRow(button.closest('fieldset')).querySelector('input').focus();
  else if (button.matches('.open')) {
    const closed = button.closest('.closed');
    closed.dataset.open = 'yes';
    show();
    keep();
    closed.nextElementSibling.querySelector('input').focus();
  } else if (button.id === 'copy-text') copy();
  else if (button.id === 'again') startOver();
}
form.addEventListener('input', changed);
form.addEventListener('click', pressed);
form.addEventListener('submit', event => event.preventDefault());
find('copy').addEventListener('toggle', () => { if (find('copy').open && problems().length === 0) find('text').value = written(file()); });
addEventListener('beforeunload', event => { if (unsaved) { event.preventDefault(); event.returnValue = ''; } });
form.reset();
all('[data-kind=table][data-field]').forEach(box => { for (let count = 0; count < firstRows; count += 1) addRow(box); });
find('code').value = newCode();
// Says so at once where this browser keeps nothing.
function tryToKeep() {
  try {
    localStorage.setItem(key + ' try', '');
    localStorage.removeItem(key + ' try');
  } catch {
    tellThatNothingIsKept();
  }
}
function begin() {
  find('resume').hidden = true;
  form.hidden = false;
  show();
}
// A draft may be somebody else's: it is not shown before it is asked for.
function ask(draft) {
  for (const place of document.querySelectorAll('.begun')) place.textContent = draft.code;
  find('go-on').addEventListener('click', () => { putBack(draft); begin(); find('code').focus(); });
  find('start-new').addEventListener('click', () => { forget(); begin(); find('code').focus(); });
  find('resume').hidden = false;
}
tryToKeep();
find('asleep').remove();
const begun = kept();
if (begun) ask(begun); else begin();
