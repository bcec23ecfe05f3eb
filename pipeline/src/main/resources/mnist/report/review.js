'use strict';
{
  const images = document.querySelector('#images');
  const cards = [...images.querySelectorAll('.card')];
  const who = document.querySelector('#who');
  const told = document.querySelector('#told');
  const buttons = [...document.querySelectorAll('#labels button')];
  const given = new Map();
  let current = cards[0];
  let isSaved = true;

  function select(card) {
    current.removeAttribute('aria-current');
    current.tabIndex = -1;
    current = card;
    current.setAttribute('aria-current', 'true');
    current.tabIndex = 0;
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: 'nearest' });
  }

  function describe(card) {
    const label = given.get(card);
    const shown = label ? buttons.find(button => button.dataset.label === label).textContent : '';
    card.querySelector('.label').textContent = shown;
    card.classList.toggle('done', Boolean(label));
    card.setAttribute('aria-label', `${card.dataset.said}, ${shown ? `labelled ${shown}` : 'unlabelled'}`);
  }

  function label(value) {
    if (value) {
      given.set(current, value);
    } else {
      given.delete(current);
    }
    isSaved = false;
    describe(current);
    told.textContent = `${given.size} of ${cards.length} labelled`;
    if (value) {
      move(1);
    }
  }

  function move(by) {
    select(cards[Math.max(0, Math.min(cards.length - 1, cards.indexOf(current) + by))]);
  }

  /** How many stand side by side. */
  function columns() {
    const top = cards[0].offsetTop;
    const next = cards.findIndex(card => card.offsetTop !== top);
    return next < 0 ? cards.length : next;
  }

  function field(text) {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function save() {
    // A spreadsheet would take some names for formulas.
    const name = who.value.trim().replace(/^[=+\-@\s]+/, '');
    who.toggleAttribute('aria-invalid', !name);
    if (!name) {
      told.textContent = 'Say who you are first.';
      who.focus();
      return;
    }
    const rows = cards.map(card => {
      const value = given.get(card);
      return `${card.dataset.row},${value ? field(value) : ''},${value ? field(name) : ''}\n`;
    });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([images.dataset.header, ...rows], { type: 'text/csv' }));
    link.download = 'labels.csv';
    link.click();
    isSaved = true;
    told.textContent = `Saved ${given.size} labels as labels.csv.`;
  }

  document.addEventListener('keydown', event => {
    if (event.target === who || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns(), ArrowDown: columns() };
    const key = event.key === 'Backspace' ? 'Delete' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const button = buttons.find(each => each.dataset.key === key);
    if (key in steps) {
      move(steps[key]);
    } else if (button) {
      label(button.dataset.label);
    } else {
      return;
    }
    event.preventDefault();
  });
  images.addEventListener('click', event => {
    const card = event.target.closest('.card');
    if (card) {
      select(card);
    }
  });
  buttons.forEach(button => button.addEventListener('click', () => label(button.dataset.label)));
  document.querySelector('#save').addEventListener('click', save);
  window.addEventListener('beforeunload', event => {
    if (!isSaved) {
      event.preventDefault();
    }
  });
  cards.forEach(describe);
  current.setAttribute('aria-current', 'true');
  document.body.dataset.ready = 'yes';
}
