// The pad to draw on.

const WIDTH = 20;
const STEP = 7;
const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

export class Pad {
  #canvas;
  #nib;
  #status;
  #drawn;
  #cleared;
  #context;
  #pointer = null;
  #last = null;
  #pen = null;
  #isDown = false;
  #isEmpty = true;

  /**
   * @param nib shows where the pen is that the keyboard moves
   * @param status says what the keyboard did
   * @param drawn is given the picture as a PNG file whenever a stroke has ended
   * @param cleared is called when the pad has been cleared
   */
  constructor(canvas, nib, status, drawn, cleared) {
    this.#canvas = canvas;
    this.#nib = nib;
    this.#status = status;
    this.#drawn = drawn;
    this.#cleared = cleared;
    this.#context = canvas.getContext('2d');
    this.#blank();
    canvas.addEventListener('pointerdown', event => this.#begin(event));
    canvas.addEventListener('pointermove', event => this.#move(event));
    for (const end of ['pointerup', 'pointercancel']) {
      canvas.addEventListener(end, event => this.#end(event));
    }
    canvas.addEventListener('keydown', event => this.#key(event));
    canvas.addEventListener('blur', () => {
      nib.hidden = true;
      if (this.#isDown) {
        this.#lift();
      }
    });
  }

  clear() {
    this.#blank();
    this.#cleared();
  }

  #blank() {
    this.#context.fillStyle = '#fff';
    this.#context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#isEmpty = true;
    this.#isDown = false;
    this.#pen = [this.#canvas.width / 2, this.#canvas.height / 4];
  }

  #point(event) {
    const box = this.#canvas.getBoundingClientRect();
    return [
      (event.clientX - box.left) * this.#canvas.width / box.width,
      (event.clientY - box.top) * this.#canvas.height / box.height];
  }

  #begin(event) {
    if (this.#pointer === null && event.button === 0) {
      this.#nib.hidden = true;
      this.#pointer = event.pointerId;
      this.#canvas.setPointerCapture(event.pointerId);
      this.#last = this.#point(event);
      this.#line(this.#last, this.#last);
    }
  }

  #move(event) {
    if (event.pointerId === this.#pointer) {
      // All that the pen has passed, not one point for each frame of the screen.
      const passed = event.getCoalescedEvents?.() ?? [];
      for (const each of passed.length > 0 ? passed : [event]) {
        const point = this.#point(each);
        this.#line(this.#last, point);
        this.#last = point;
      }
    }
  }

  #end(event) {
    if (event.pointerId === this.#pointer) {
      this.#pointer = null;
      this.#send();
    }
  }

  #key(event) {
    const move = MOVES[event.key];
    if (move) {
      const to = [0, 1].map(i => Math.max(0, Math.min(this.#canvas.width, this.#pen[i] + move[i])));
      if (this.#isDown) {
        this.#line(this.#pen, to);
      }
      this.#pen = to;
    } else if (event.key === ' ') {
      if (this.#isDown) {
        this.#lift();
      } else {
        this.#isDown = true;
        this.#status.textContent = 'Pen down';
        this.#line(this.#pen, this.#pen);
      }
    } else if (event.key === 'Escape') {
      this.clear();
      this.#status.textContent = 'Cleared';
    } else {
      return;
    }
    event.preventDefault();
    this.#nib.hidden = false;
    this.#nib.style.left = `${100 * this.#pen[0] / this.#canvas.width}%`;
    this.#nib.style.top = `${100 * this.#pen[1] / this.#canvas.height}%`;
  }

  #lift() {
    this.#isDown = false;
    this.#status.textContent = 'Pen up';
    this.#send();
  }

  #line(from, to) {
    const context = this.#context;
    context.strokeStyle = '#000';
    context.lineWidth = WIDTH;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
    this.#isEmpty = false;
  }

  #send() {
    if (!this.#isEmpty) {
      this.#canvas.toBlob(this.#drawn, 'image/png');
    }
  }
}
