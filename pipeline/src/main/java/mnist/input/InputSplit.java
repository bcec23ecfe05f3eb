package mnist.input;

/**
 * A part of an input that is read at once, always the same for the same files.
 *
 * @param index its partition's in {@link ImageInput#rows}
 * @param file that it begins in, an address; empty where the input tells of none
 * @param start where in the file it begins: a byte, or an image of an IDX file
 * @param images how many it has, about
 * @param name what it holds, for people: a file, a range of one, or the first of several
 */
public record InputSplit(int index, String file, long start, long images, String name) {

  /** What tells it from the others, also when the input is opened again. */
  public String key() {
    return file + "@" + start;
  }

  /** The {@link #file} in a key. */
  public static String fileOf(String key) {
    return key.substring(0, key.lastIndexOf('@'));
  }

  /** The {@link #start} in a key. */
  public static long startOf(String key) {
    return Long.parseLong(key.substring(key.lastIndexOf('@') + 1));
  }
}
