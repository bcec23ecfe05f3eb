package mnist.jobs.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad a finding is. */
enum Status {
  /** As it should be. */
  OK,
  /** The run succeeds, but more slowly or not quite as expected. */
  WARNING,
  /** The run hangs, is killed or fails until somebody changes something. */
  FAULT,
  /** The run hangs or fails now, but may succeed later. */
  UNAVAILABLE;

  boolean isFault() {
    return this == FAULT || this == UNAVAILABLE;
  }

  /** The name in tables and in JSON. */
  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
