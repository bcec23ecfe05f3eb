package mnist.deliveries;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.Bounds;
import mnist.html.Numbers;
import mnist.input.FileStamp;
import mnist.input.InputFile;
import mnist.input.Labelling;
import mnist.input.Split;
import mnist.store.StoredVersion;

/**
 * A delivery that a store has taken: {@code delivery.json}. It stays when the images are forgotten.
 *
 * @param formatVersion of the delivery's directory
 * @param name such as d0001; numbers are the order of deliveries, whatever the clock says
 * @param id of its fingerprint: equal for equal deliveries to stores that had been given equal ones
 * @param deliveredAt when it was taken, by the clock of the machine
 * @param source what the user called it
 * @param adopted fingerprint of the data that a champion of {@code train} had learned from, if it
 *     is those; null otherwise
 * @param files that were read for it, so that they aren't read again
 * @param contents hashes of what they held
 * @param contentHash of its images with their classes, whatever files they come in; null of what an
 *     earlier release took
 * @param splits what decided its splits
 * @param images how many new images each split got, by {@link Split#value}
 * @param known images that the store had
 * @param relabelled those of them that came with another class than they had, which they keep
 *     unless people gave it
 * @param repeated images that were in the delivery before, but for the first of each
 * @param quarantined records that can't be used; 0 of what an earlier release took
 * @param sameAs name of the forgotten delivery with the same content, for whose sake nothing was
 *     taken; null for none
 * @param labelling what people said of the images; null if that isn't told
 * @param examination what it was found to have, by which report, and what of it was accepted and
 *     why; empty for nothing
 * @param parts length of each file of records, bytes, by its path from the delivery's directory
 * @param hashes SHA-256 of each of them, by the same paths; empty of what an earlier release took
 */
public record Delivery(
    int formatVersion,
    String name,
    String id,
    Instant deliveredAt,
    String source,
    @JsonInclude(JsonInclude.Include.NON_NULL) String adopted,
    List<FileStamp> files,
    List<InputFile> contents,
    @JsonInclude(JsonInclude.Include.NON_NULL) String contentHash,
    SplitRule splits,
    Map<String, Long> images,
    long known,
    long relabelled,
    long repeated,
    Long quarantined,
    @JsonInclude(JsonInclude.Include.NON_NULL) String sameAs,
    @JsonInclude(JsonInclude.Include.NON_NULL) Labelling labelling,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> examination,
    Map<String, Long> parts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> hashes) {

  static final int FORMAT_VERSION = 1;

  public Delivery {
    DeliveryName.number(name);
    Bounds.present("id", id);
    Bounds.present("delivered_at", deliveredAt);
    Bounds.present("splits", splits);
    files = List.copyOf(files);
    contents = List.copyOf(contents);
    images = Map.copyOf(images);
    quarantined = quarantined == null ? 0 : quarantined;
    examination = examination == null ? Map.of() : Map.copyOf(examination);
    parts = Map.copyOf(parts);
    hashes = hashes == null ? Map.of() : Map.copyOf(hashes);
  }

  /** The name of the delivery that brought an image, by the id that it has in composed data. */
  public static String nameOf(long id) {
    return DeliveryName.of(DeliveryName.numberOf(id));
  }

  /** From 1, in the order of deliveries. */
  public int number() {
    return DeliveryName.number(name);
  }

  /** How many new images a split got. */
  public long count(Split split) {
    return images.getOrDefault(split.value(), 0L);
  }

  /** New images of all splits. */
  public long count() {
    return images.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether people gave images that the store had a class, which they have since then. */
  boolean corrects() {
    return labelling != null && known > 0;
  }

  /**
   * What was found, accepted and labelled, and the forgotten delivery that it equals, for results
   * and decisions.
   */
  public Map<String, Object> told() {
    Map<String, Object> told = new HashMap<>(examination);
    if (sameAs != null) {
      told.put("same_as", sameAs);
    }
    if (labelling != null) {
      told.putAll(labelling.figures());
    }
    return told;
  }

  /** What came, for people. */
  String described() {
    return "%s of %s (%d train, %d validation, %d test), %d known, %d repeated, %d in quarantine"
        .formatted(
            Numbers.count(count(), "new image"),
            source,
            count(Split.TRAIN),
            count(Split.VALIDATION),
            count(Split.TEST),
            known,
            repeated,
            quarantined);
  }

  /** Names of the versions that learned from images of it, or were judged by some. */
  public List<String> versionsWith(List<StoredVersion> versions) {
    return origin().versionsWith(versions);
  }

  /** By which what was made of it is known. */
  DeliveryOrigin origin() {
    return new DeliveryOrigin(name, adopted);
  }
}
