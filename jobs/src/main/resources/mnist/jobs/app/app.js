// What the page does; each part stands in a file of its own.
import { Pad } from './pad.js';
import { predict, listModels, listTestImages } from './server.js';
import { drawn, showAnswers, spoken } from './answer.js';
import { Batch } from './batch.js';

const SPOKEN_EVERY = 20_000;

const byId = id => document.getElementById(id);
const batch = new Batch(byId('batch'));
const pad = new Pad(byId('pad'), byId('nib'), byId('pen'), show, forget);
let turn = 0;
let shown = null;
let many = false;
let trouble;
let spokenAt = -SPOKEN_EVERY;

/** Screen readers read a line out whenever it is set, if to the same or not. */
function change(id, text) {
  if (byId(id).textContent !== text) {
    byId(id).textContent = text;
  }
}

/** Says in a line that stays in view, wherever the answer is, and to screen readers. */
function say(text) {
  byId('spoken').textContent = text;
}

/** What stands where no answer does. */
function explain(text) {
  byId('nothing').hidden = false;
  change('nothing', text);
}

function explainNoAnswerYet() {
  if (byId('answers').childElementCount > 0) {
    return;
  }
  if (document.body.dataset.ready) {
    explain('Reading the picture…');
  } else {
    explain(trouble === undefined ? 'The answer follows when there is a model.' : `No answer yet: ${trouble}.`);
  }
}

function asked(models) {
  const chosen = [...document.querySelectorAll('#model-list input:checked')].map(box => box.value);
  return models.filter(model => chosen.length === 0 ? model.is_default : chosen.includes(model.name));
}

function explainTable() {
  const ready = document.body.dataset.ready;
  explain(ready ? 'The answers are in the table below.' : 'The answers follow in a table when there is a model.');
}

/** Asks every chosen model what a picture shows; of several answers that are under way, the last counts. */
async function show(picture) {
  const mine = ++turn;
  shown = picture;
  explainNoAnswerYet();
  const { models } = await listing;
  if (mine !== turn) {
    return;
  }
  const more = { steps: true, occlusion: byId('occlusion').checked };
  const answers = await Promise.all(asked(models).map(model => predict(picture, model.name, more)));
  if (mine === turn) {
    byId('nothing').hidden = true;
    showAnswers(byId('answers'), answers, models);
    say(answers.map(given => spoken(given, models)).join(' '));
  }
}

/** Nothing is shown any more, and what is under way won't be. */
function forget() {
  turn++;
  shown = null;
  byId('answers').replaceChildren();
  if (many) {
    explainTable();
  } else {
    explain('Nothing has been drawn or given yet.');
  }
  say('');
}

async function answer(pictures, names) {
  if (pictures.length === 1) {
    await show(pictures[0]);
  } else {
    many = true;
    explainTable();
    const { models } = await listing;
    if (shown === null) {
      explainTable();
    }
    await batch.show(pictures, names, asked(models));
  }
}

function take(files, from) {
  const list = [...files];
  if (list.length === 0) {
    say(`There is no picture in ${from}.`);
    return;
  }
  pad.clear();
  answer(list, list.map(file => file.name));
}

// What was shown is asked again by other models, or with more.
for (const changed of ['occlusion', 'models']) {
  byId(changed).addEventListener('change', () => shown && show(shown));
}

byId('clear').addEventListener('click', () => pad.clear());
byId('files').addEventListener('change', event => {
  take(event.target.files, 'what was chosen');
  // So that the same file can be chosen again.
  event.target.value = '';
});
document.addEventListener('paste', event => take(event.clipboardData.files, 'the clipboard'));
document.addEventListener('dragover', event => {
  event.preventDefault();
  document.body.classList.add('dropping');
});
document.addEventListener('dragleave', event => {
  if (event.relatedTarget === null) {
    document.body.classList.remove('dropping');
  }
});
document.addEventListener('drop', event => {
  event.preventDefault();
  document.body.classList.remove('dropping');
  take(event.dataTransfer.files, 'what was dropped');
});

byId('samples').addEventListener('toggle', async () => {
  if (!byId('samples').open || byId('sample-list').childElementCount > 0) {
    return;
  }
  try {
    showSamples(await listTestImages());
  } catch (problem) {
    say(`MNIST’s test images can’t be shown: ${problem.message}.`);
    // So that opening it asks again.
    byId('samples').open = false;
  }
});

function showSamples(images) {
  byId('sample-list').replaceChildren(...images.map(({ label, picture }, i) => {
    const button = document.createElement('button');
    const canvas = drawn(picture, `Test image ${i}, a ${label}`);
    button.type = 'button';
    button.append(canvas);
    button.addEventListener('click', () => {
      pad.clear();
      canvas.toBlob(show, 'image/png');
    });
    return button;
  }));
}

function showModels(models) {
  const first = models[0];
  byId('model').replaceChildren(...described(first));
  byId('models').hidden = models.length < 2;
  byId('model-list').replaceChildren(...models.map(model => {
    const label = document.createElement('label');
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.value = model.name;
    box.checked = model.is_default;
    const [text, ...link] = described(model);
    label.append(box, ' ' + text);
    const entry = document.createElement('div');
    entry.append(label, ...link);
    return entry;
  }));
}

/** A model in words, and a link to how it was evaluated, if it was. */
function described(model) {
  const right = model.validation_accuracy === undefined ? ''
    : `, ${(100 * model.validation_accuracy).toFixed(2)} % of ${model.validation_images} validation images right`;
  const parts = [`${model.name}: ${model.architecture}${right}`];
  if (model.is_evaluated) {
    const link = document.createElement('a');
    link.href = `evaluation?${new URLSearchParams({ model: model.name })}`;
    link.textContent = `evaluation of ${model.name}`;
    parts.push(' · ', link);
  }
  return parts;
}

/** How far the model is. It changes every second, and is read out now and then. */
function showProgress(text) {
  byId('model').textContent = text;
  if (performance.now() - spokenAt >= SPOKEN_EVERY) {
    spokenAt = performance.now();
    change('progress', text);
  }
}

const listing = listModels(({ progress, advice, error }) => {
  trouble = error;
  if (error === undefined) {
    showProgress(`There is no model yet: ${progress}`);
    byId('advice').textContent = advice ?? '';
  } else {
    showProgress(`Asking for the models again: ${error}`);
  }
  if (shown !== null) {
    explainNoAnswerYet();
  }
});
const { models, advice } = await listing;
byId('advice').textContent = advice ?? '';
showModels(models);
change('progress', byId('model').textContent);
document.body.dataset.ready = 'yes';
