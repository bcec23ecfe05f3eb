package mnist.jobs.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad a finding is. */
enum Status {
  /** As it should be. */
  OK,
  /** The run ends well, but slower, or somewhat otherwise than one may think. */
  WARNING,
  /** The run would hang, be killed or fail. */
  FAULT;

  /** As in the table and in JSON. */
  @JsonValue
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
