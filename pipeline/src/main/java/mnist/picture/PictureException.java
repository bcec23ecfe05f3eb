package mnist.picture;

/**
 * Bytes that no picture could be made of. The message is the reason in one line, for a table of
 * rejects.
 */
public final class PictureException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 200;

  /**
   * @param reason such as "the file is empty (0 bytes)"; a line break or control character in what
   *     a library says becomes a space, and what is too long for a table is cut
   */
  public PictureException(String reason) {
    this(reason, null);
  }

  /** As above, with what a library threw. */
  public PictureException(String reason, Throwable cause) {
    super(line(reason), cause);
  }

  private static String line(String reason) {
    String line = reason.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
