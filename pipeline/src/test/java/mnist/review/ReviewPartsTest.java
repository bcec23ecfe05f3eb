package mnist.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.UnavailableException;
import mnist.files.Sha256;
import mnist.progress.PartRecord.PublishedFile;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReviewPartsTest {

  @TempDir private Path directory;

  @Test
  void aPartIsReadAsItWasAndNotWrittenTwice() throws Exception {
    ReviewParts parts =
        new ReviewParts(new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration());
    ReviewQueue queue = new ReviewQueue(1);
    assertThat(parts.write(7, queue)).isEmpty();
    queue.offer(new ReviewImage(3, "caf\u00e9", 1, 0.5f, -2, new byte[] {-1, 0, 1}));

    PublishedFile file = parts.write(7, queue).orElseThrow();

    byte[] written = Files.readAllBytes(directory.resolve(file.path()));
    assertThat(file.bytes()).isEqualTo(written.length);
    assertThat(file.sha256()).isEqualTo(Sha256.ofBytes(written));
    ReviewQueue again = new ReviewQueue(1);
    parts.offerTo(again, List.of(file));
    assertThat(again.kept()).usingRecursiveComparison().isEqualTo(queue.kept());
    assertThatThrownBy(() -> parts.write(7, queue))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("part-00007.json: another process has written it");
  }
}
