// Shows what models say of a picture.

const STEPS = {
  read: 'As it was read, in grey',
  sheet: 'The sheet that it is on',
  strokes: 'The strokes that were found',
  fitted: 'Fitted into MNIST’s box',
  prepared: 'What the model sees',
};

function made(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const percent = share => `${(100 * share).toFixed(2)} %`;

function className(model, index) {
  return model?.class_names?.[index] ?? String(index);
}

/** The same in a sentence, to be read out. */
export function spoken(answer, models) {
  const model = models.find(any => any.name === answer.model);
  if (answer.prediction === undefined) {
    return `${answer.model} has no answer: ${answer.reason}.`;
  }
  const accepted = answer.accepted === undefined ? '' : answer.accepted ? ', accepted' : ', not accepted';
  return `${answer.model} says ${className(model, answer.prediction)}, ${percent(answer.confidence)} sure${accepted}.`;
}

export function showAnswers(place, answers, models) {
  place.replaceChildren(...answers.map(answer => one(answer, models.find(any => any.name === answer.model))));
}

function one(answer, model) {
  const parts = [made('h3', { textContent: answer.model })];
  if (answer.prediction === undefined) {
    parts.push(made('p', { className: 'refused', textContent: `No answer: ${answer.reason}` }));
  } else {
    parts.push(
      made('p', { className: 'told' },
        made('strong', { textContent: className(model, answer.prediction) }),
        made('span', { textContent: `${percent(answer.confidence)} sure` }),
        ...novelty(answer)),
      acceptance(answer),
      bars(answer, model));
  }
  if (answer.occlusion !== undefined) {
    parts.push(occlusion(answer));
  }
  if (answer.steps?.length > 0) {
    parts.push(steps(answer.steps));
  }
  return made('article', { className: 'answer' }, ...parts);
}

/** How unlike training the picture is, where the model tells. */
function novelty(answer) {
  return answer.novelty === undefined
    ? []
    : [made('span', { textContent: `less usual than ${percent(answer.novelty)} of the digits it was validated on` })];
}

function acceptance(answer) {
  if (answer.accepted) {
    return made('p', { className: 'accepted', textContent: 'Accepted' });
  }
  const before = answer.accepted === false ? 'Not accepted: ' : '';
  return made('p', { className: 'refused', textContent: before + (answer.reason ?? '') });
}

function bars(answer, model) {
  const rows = answer.probabilities.map((probability, index) => {
    const bar = made('div', { className: 'bar' });
    bar.style.width = `${100 * probability}%`;
    return made('tr', { className: index === answer.prediction ? 'best' : '' },
      made('th', { scope: 'row', textContent: className(model, index) }),
      made('td', {}, bar),
      made('td', { textContent: percent(probability) }));
  });
  return made('table', { className: 'bars' },
    made('caption', { className: 'quiet', textContent: 'Probability of each class' }),
    made('tbody', {}, ...rows));
}

/** What the model sees, in colours: orange speaks for the answer, blue against it. */
function occlusion(answer) {
  const { height, width, drops, description: where } = answer.occlusion;
  const pixels = atob(answer.steps.at(-1).picture.pixels);
  const most = Math.max(0.01, ...drops.map(Math.abs));
  const description = 'Where the confidence comes from: covered, orange parts lower it and blue parts raise it, '
    + `by ${percent(most)} at most; ${where}`;
  const canvas = made('canvas', { width, height, role: 'img', ariaLabel: description });
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  drops.forEach((drop, i) => {
    const grey = 0.45 * pixels.charCodeAt(i);
    const share = Math.abs(drop) / most;
    const colour = drop > 0 ? [255, 140, 0] : [40, 120, 255];
    image.data.set([...colour.map(part => grey + share * (part - grey)), 255], 4 * i);
  });
  context.putImageData(image, 0, 0);
  return made('figure', { className: 'occlusion' }, canvas,
    made('figcaption', { className: 'quiet', textContent: description }));
}

function steps(list) {
  return made('ol', { className: 'steps', ariaLabel: 'How the picture was prepared' },
    ...list.map(step => made('li', {},
      made('figure', {}, drawn(step.picture, STEPS[step.name]), made('figcaption', { textContent: STEPS[step.name] })))));
}

/** A picture in shades of grey as a canvas. */
export function drawn({ height, width, pixels }, description) {
  const canvas = made('canvas', { width, height, role: 'img', ariaLabel: description });
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  const bytes = atob(pixels);
  for (let i = 0; i < bytes.length; i++) {
    image.data.fill(bytes.charCodeAt(i), 4 * i, 4 * i + 3);
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
