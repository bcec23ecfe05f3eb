package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void aSlotForEachWorkerIsRight() {
    assertThat(Workers.check(2, 2))
        .isEqualTo(Finding.ok("workers", "run", "workers 2, task slots 2"));
  }

  @Test
  void moreWorkersThanSlotsTrainInWaves() {
    assertThat(Workers.check(5, 2))
        .isEqualTo(
            Finding.warning(
                "workers",
                "run",
                "workers 5, task slots 2: a round takes 3 waves",
                "give 5 cores in all, or --workers 2"));
  }

  @Test
  void fewerWorkersThanSlotsLeaveSomeIdle() {
    assertThat(Workers.check(2, 8))
        .isEqualTo(
            Finding.warning(
                "workers",
                "run",
                "workers 2, task slots 8: 6 idle",
                "more workers train faster and to another model: --workers 8"));
  }
}
