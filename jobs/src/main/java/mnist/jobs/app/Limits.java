package mnist.jobs.app;

import java.time.Duration;

/**
 * Bounds of what a request may cost. Pixels are bounded by {@link mnist.picture.PictureDecoder}.
 */
final class Limits {

  /** Of a request's body: a photograph has up to 15 MB, and a form a few of them. */
  static final int MOST_BYTES = 32 << 20;

  /** Of a form. */
  static final int MOST_PICTURES = 100;

  /** That are read or answered at once; each may hold as many bytes twice. */
  static final int MOST_AT_ONCE = 4;

  /** That wait for their turn; further ones are refused. */
  static final int MOST_WAITING = 32;

  /** How long one waits for its turn. */
  static final Duration WAITING = Duration.ofSeconds(20);

  /** How long its body may take to arrive. */
  static final Duration ARRIVING = Duration.ofSeconds(30);

  /** How long an answer may take, which a large form of large pictures does. */
  static final Duration ANSWERING = Duration.ofSeconds(120);

  private Limits() {}
}
