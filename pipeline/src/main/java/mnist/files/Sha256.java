package mnist.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java has. */
public final class Sha256 {

  private Sha256() {}

  /** A digest that nothing has been put into. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  /** Of the text as UTF-8, as 64 lower-case hexadecimal digits. */
  public static String hex(String text) {
    return hex(start().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of the bytes, as 64 lower-case hexadecimal digits. */
  public static String ofBytes(byte[] content) {
    return hex(start().digest(content));
  }

  /** A finished digest as 64 lower-case hexadecimal digits. */
  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
