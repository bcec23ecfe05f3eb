// Many pictures: a table, and the same as CSV.
import { predict } from './server.js';

const AT_ONCE = 2;
const COLUMNS = ['file', 'model', 'prediction', 'label', 'confidence', 'novelty', 'accepted', 'reason'];

export class Batch {
  #section;
  #count;
  #rows;
  #csv;
  #turn = 0;

  constructor(section) {
    this.#section = section;
    this.#count = section.querySelector('#batch-count');
    this.#rows = section.querySelector('#batch-rows');
    this.#csv = section.querySelector('#csv');
  }

  /** Asks the models about each file, a few at a time; a new batch ends the one before. */
  async show(files, names, models) {
    const mine = ++this.#turn;
    const questions = files.flatMap((file, i) => models.map(model => ({ file, name: names[i], model: model.name })));
    const answers = new Array(questions.length);
    const rows = questions.map(question => row([question.name, question.model, '…', '', '', '', '']));
    this.#rows.replaceChildren(...rows);
    this.#count.textContent = '';
    this.#section.hidden = false;
    // On a phone it is below all else.
    this.#section.scrollIntoView({ block: 'nearest' });
    this.#csv.hidden = true;
    let next = 0;
    let done = 0;
    const ask = async () => {
      while (mine === this.#turn && next < questions.length) {
        const i = next++;
        const { file, name, model } = questions[i];
        const answer = await predict(file, model);
        answers[i] = { ...answer, file: name };
        if (mine === this.#turn) {
          rows[i].replaceWith(row(cells(answers[i])));
          this.#count.textContent = `${++done} of ${questions.length} answered`;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    if (mine === this.#turn) {
      this.#offer(answers);
    }
  }

  #offer(answers) {
    URL.revokeObjectURL(this.#csv.href);
    this.#csv.href = URL.createObjectURL(new Blob([csv(answers)], { type: 'text/csv' }));
    this.#csv.hidden = false;
  }
}

function row(texts) {
  const made = document.createElement('tr');
  made.append(...texts.map((text, i) => {
    const cell = document.createElement(i === 0 ? 'th' : 'td');
    if (i === 0) {
      cell.scope = 'row';
    }
    cell.textContent = text;
    return cell;
  }));
  return made;
}

function cells(answer) {
  const isAnswered = answer.prediction !== undefined;
  return [
    answer.file,
    answer.model,
    isAnswered ? answer.label ?? answer.prediction : 'none',
    isAnswered ? `${(100 * answer.confidence).toFixed(2)} %` : '',
    answer.novelty?.toFixed(4) ?? '',
    answer.accepted === undefined ? '' : answer.accepted ? 'yes' : 'no',
    answer.reason ?? ''];
}

function csv(answers) {
  const classes = Math.max(0, ...answers.map(answer => answer.probabilities?.length ?? 0));
  const probabilities = Array.from({ length: classes }, (_, i) => `probability_${i}`);
  const lines = [[...COLUMNS, ...probabilities]];
  for (const answer of answers) {
    lines.push([
      ...COLUMNS.map(column => answer[column] ?? ''),
      ...probabilities.map((_, i) => answer.probabilities?.[i] ?? '')]);
  }
  return lines.map(line => line.map(field).join(',') + '\r\n').join('');
}

/**
 * Text is quoted, be columns divided by commas or by semicolons, and so that a spreadsheet takes no file's name for a
 * formula.
 */
function field(value) {
  if (typeof value !== 'string' || value === '') {
    return String(value);
  }
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}
