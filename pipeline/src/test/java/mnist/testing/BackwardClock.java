package mnist.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * A Java agent by which our classes see a clock that goes back: each look at it is an hour before
 * the last. It puts its own {@link #now} in place of {@link Instant#now} in their constant pools
 * (The Java Virtual Machine Specification, 4.4).
 */
public final class BackwardClock implements ClassFileTransformer {
  private static final Instant START = Instant.now();
  private static final AtomicInteger LOOKS = new AtomicInteger();

  private static final String OURS = "mnist/";
  private static final String INSTANT = "java/time/Instant";
  private static final String NOW = "now ()Ljava/time/Instant;";

  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;

  private BackwardClock() {}

  /** Called by Java. */
  public static void premain(String options, Instrumentation instrumentation) {
    instrumentation.addTransformer(new BackwardClock());
  }

  /** In place of the system's. */
  public static Instant now() {
    return START.minus(Duration.ofHours(LOOKS.incrementAndGet()));
  }

  /**
   * The agent's jar, for {@code -javaagent}.
   *
   * @param directory for it
   */
  public static Path jar(Path directory) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Premain-Class"), BackwardClock.class.getName());
    Path jar = directory.resolve("backward-clock.jar");
    String file = internalName() + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in = BackwardClock.class.getClassLoader().getResourceAsStream(file)) {
      out.putNextEntry(new ZipEntry(file));
      in.transferTo(out);
    }
    return jar;
  }

  private static String internalName() {
    return BackwardClock.class.getName().replace('.', '/');
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] file) {
    try {
      return name.startsWith(OURS) && !name.equals(internalName()) ? changed(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class with another clock. */
  private static byte[] changed(byte[] file) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
    in.skipNBytes(8);
    int entries = in.readUnsignedShort();
    int[] tags = new int[entries];
    int[] first = new int[entries];
    int[] second = new int[entries];
    int[] at = new int[entries];
    String[] texts = new String[entries];
    for (int entry = 1; entry < entries; entry++) {
      tags[entry] = in.readUnsignedByte();
      at[entry] = file.length - in.available();
      switch (tags[entry]) {
        case UTF8 -> texts[entry] = in.readUTF();
        case CLASS, 8, 16, 19, 20 -> first[entry] = in.readUnsignedShort();
        case 15 -> in.skipNBytes(3);
        case 5, 6 -> {
          in.skipNBytes(8);
          // They take two places.
          entry++;
        }
        default -> {
          first[entry] = in.readUnsignedShort();
          second[entry] = in.readUnsignedShort();
        }
      }
    }
    int end = file.length - in.available();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(file, 0, 8);
    out.writeShort(entries + 2);
    out.write(file, 10, end - 10);
    out.writeByte(CLASS);
    out.writeShort(entries + 1);
    out.writeByte(UTF8);
    out.writeUTF(internalName());
    out.write(file, end, file.length - end);
    byte[] changed = bytes.toByteArray();
    for (int entry = 1; entry < entries; entry++) {
      if (tags[entry] == METHOD
          && INSTANT.equals(texts[first[first[entry]]])
          && tags[second[entry]] == NAME_AND_TYPE
          && NOW.equals(texts[first[second[entry]]] + " " + texts[second[second[entry]]])) {
        changed[at[entry]] = (byte) (entries >> 8);
        changed[at[entry] + 1] = (byte) entries;
      }
    }
    return changed;
  }
}
