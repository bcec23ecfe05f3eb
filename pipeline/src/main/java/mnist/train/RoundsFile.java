package mnist.train;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.InvalidInputException;
import mnist.averaging.RoundMetrics;
import mnist.files.JsonFiles;
import mnist.files.Sha256;

/**
 * The metrics of the rounds between two checkpoints. Each is written once, so that what checkpoints
 * write grows linearly with the number of rounds. Each names the one before by its hash, and the
 * checkpoint names the last.
 *
 * @param run what the run depends on, by name
 * @param previous name of the file with the rounds before; null for the first
 * @param rounds in order
 */
record RoundsFile(Map<String, String> run, String previous, List<RoundMetrics> rounds) {

  /** A file's name, which has the SHA-256 of its content in it. */
  static final Pattern NAME = Pattern.compile("rounds-([0-9a-f]{64})");

  byte[] toBytes() {
    return JsonFiles.toLine(this).getBytes(StandardCharsets.UTF_8);
  }

  static String name(byte[] content) {
    return "rounds-" + Sha256.ofBytes(content);
  }

  /**
   * @throws UnreadableCheckpointException if the content doesn't match the name, or has another
   *     format
   */
  static RoundsFile read(String name, byte[] content) throws UnreadableCheckpointException {
    Matcher hash = NAME.matcher(name);
    if (!hash.matches() || !hash.group(1).equals(Sha256.ofBytes(content))) {
      throw new UnreadableCheckpointException(name + " is torn: its hash doesn't fit");
    }
    try {
      return JsonFiles.fromText(new String(content, StandardCharsets.UTF_8), RoundsFile.class);
    } catch (InvalidInputException e) {
      throw new UnreadableCheckpointException(name + " is of another format", e);
    }
  }
}
