package mnist.jobs.doctor;

import mnist.InvalidInputException;

/**
 * How a run is looked at before it starts.
 *
 * @param slotTimeoutSeconds how long to wait for a task slot, 1 or more
 */
public record DoctorSettings(int slotTimeoutSeconds) {

  public DoctorSettings {
    if (slotTimeoutSeconds < 1) {
      throw new InvalidInputException(
          "doctor.slot-timeout-seconds must be 1 or more, but was " + slotTimeoutSeconds);
    }
  }
}
