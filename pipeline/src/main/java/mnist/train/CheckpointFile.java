package mnist.train;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mnist.InvalidInputException;
import mnist.averaging.AveragingState;
import mnist.files.JsonFiles;
import mnist.files.Sha256;
import mnist.model.FlatArrays;

/**
 * The form of a checkpoint: the length of a header and the header, as JSON; parameters, updater
 * state, moving average and the kept parameters as float32; the SHA-256 of all that. The rounds'
 * metrics stand in files of their own.
 */
final class CheckpointFile {

  private static final int FORMAT_VERSION = 3;
  private static final int DIGEST_BYTES = 32;

  private CheckpointFile() {}

  /**
   * @param run what the run depends on, by name
   * @param lastRounds name of the {@link RoundsFile} of the last rounds; null before the first
   * @param checkpoint without its rounds, when it has been read
   */
  record Contents(Map<String, String> run, String lastRounds, Checkpoint checkpoint) {}

  private record Header(
      int formatVersion,
      Map<String, String> run,
      int iteration,
      int epoch,
      int round,
      int parameters,
      int updaterState,
      int average,
      int kept,
      double elapsedSeconds,
      List<EpochMetrics> epochs,
      String lastRounds) {}

  static void write(OutputStream file, Contents contents) throws IOException {
    Checkpoint checkpoint = contents.checkpoint();
    AveragingState state = checkpoint.state();
    Header header =
        new Header(
            FORMAT_VERSION,
            contents.run(),
            state.iteration(),
            state.epoch(),
            state.round(),
            state.parameters().length,
            state.updaterState().length,
            checkpoint.average().length,
            checkpoint.kept().length,
            checkpoint.elapsedSeconds(),
            checkpoint.epochs(),
            contents.lastRounds());
    MessageDigest digest = Sha256.start();
    DataOutputStream out = new DataOutputStream(new DigestOutputStream(file, digest));
    byte[] json = JsonFiles.toLine(header).getBytes(StandardCharsets.UTF_8);
    out.writeInt(json.length);
    out.write(json);
    for (float[] values :
        List.of(
            state.parameters(), state.updaterState(), checkpoint.average(), checkpoint.kept())) {
      out.write(FlatArrays.bytes(values));
    }
    file.write(digest.digest());
  }

  /**
   * @throws UnreadableCheckpointException if the file isn't whole, or of another format
   */
  static Contents read(byte[] file) throws IOException {
    int end = file.length - DIGEST_BYTES;
    if (end < Integer.BYTES
        || !Arrays.equals(
            Sha256.start().digest(Arrays.copyOf(file, end)),
            Arrays.copyOfRange(file, end, file.length))) {
      throw new UnreadableCheckpointException("it is torn: its checksum doesn't fit");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(file, 0, end));
    byte[] json = in.readNBytes(in.readInt());
    Header header = header(new String(json, StandardCharsets.UTF_8));
    if (header.formatVersion() != FORMAT_VERSION) {
      throw new UnreadableCheckpointException(
          "its format version must be " + FORMAT_VERSION + ", but was " + header.formatVersion());
    }
    AveragingState state =
        new AveragingState(
            floats(in, header.parameters()),
            floats(in, header.updaterState()),
            header.iteration(),
            header.epoch(),
            header.round());
    return new Contents(
        header.run(),
        header.lastRounds(),
        new Checkpoint(
            state,
            header.epochs(),
            List.of(),
            floats(in, header.average()),
            floats(in, header.kept()),
            header.elapsedSeconds()));
  }

  private static Header header(String json) throws UnreadableCheckpointException {
    try {
      return JsonFiles.fromText(json, Header.class);
    } catch (InvalidInputException e) {
      throw new UnreadableCheckpointException("its header is of another format", e);
    }
  }

  private static float[] floats(DataInputStream in, int length) throws IOException {
    return FlatArrays.floats(in.readNBytes(length * Float.BYTES));
  }
}
