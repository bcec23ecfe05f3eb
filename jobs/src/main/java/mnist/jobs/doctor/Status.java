package mnist.jobs.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad a finding is. */
enum Status {
  /** As it should be. */
  OK,
  /** The run ends well, but slower, or somewhat otherwise than one may think. */
  WARNING,
  /** The run would hang, be killed or fail until somebody changes something. */
  FAULT,
  /** The run would hang or fail now, but may not later. */
  UNAVAILABLE;

  boolean isFault() {
    return this == FAULT || this == UNAVAILABLE;
  }

  /** As in the table and in JSON. */
  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
