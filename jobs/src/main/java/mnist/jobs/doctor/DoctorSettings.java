package mnist.jobs.doctor;

import mnist.Bounds;

/**
 * How a run is examined before it starts.
 *
 * @param slotTimeoutSeconds how long to wait for a task slot, 1 or more
 */
public record DoctorSettings(int slotTimeoutSeconds) {

  public DoctorSettings {
    Bounds.atLeast("doctor.slot-timeout-seconds", slotTimeoutSeconds, 1);
  }
}
