package mnist.jobs.app;

import java.time.Duration;

/**
 * Bounds of what a request may cost. Pixels are bounded by {@link mnist.picture.PictureDecoder}.
 *
 * @param arriving how long a body may take to arrive
 * @param answering how long an answer may take from when its turn has come, all pictures of a form
 *     together
 * @param mostHeld bytes of bodies in memory at once, those that arrive and those that wait for
 *     their answer; arrays that grow take up to twice as much, and forms that are answered hold
 *     their pictures once more
 */
record Limits(Duration arriving, Duration answering, long mostHeld) {

  /** Of a request's body: a photograph has up to 15 MB, and a form a few of them. */
  static final int MOST_BYTES = 32 << 20;

  /** Of a form. */
  static final int MOST_PICTURES = 100;

  /** That are answered at once. */
  static final int MOST_AT_ONCE = 4;

  /** Whole, that wait for their turn; further ones are refused. */
  static final int MOST_WAITING = 32;

  /**
   * Bodies that arrive at once. Slow ones take no turn from others, no thread, and no more memory
   * than they have brought, so that there may be many.
   */
  static final int MOST_ARRIVING = 64;

  /** How long one waits for its turn. */
  static final Duration WAITING = Duration.ofSeconds(20);

  static final Limits USUAL =
      new Limits(Duration.ofSeconds(30), Duration.ofSeconds(120), 4L * MOST_BYTES);
}
