package mnist.input;

/**
 * What tells a file of an input from another one, and from what it was before, without reading it.
 *
 * @param path its address
 * @param length bytes
 * @param modified when it was written last, milliseconds since 1970; 0 where it isn't known
 */
public record FileStamp(String path, long length, long modified) {

  static FileStamp of(ListedFile file) {
    return new FileStamp(file.path().toString(), file.length(), file.modified());
  }
}
