package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static final Finding OK = Finding.ok("java", "driver", "17");
  private static final Finding WARNING = Finding.warning("workers", "run", "1 idle", "--workers 2");
  private static final Finding FAULT =
      Finding.fault("memory", "executor 0 on a", "too small", "add --conf x=y");

  @Test
  void printsATableAndWhatToDo() {
    assertThat(new Diagnosis(List.of(OK, WARNING, FAULT)).render())
        .isEqualTo(
            """
            check    where            status   found
            --------------------------------------------
            java     driver           ok       17
            workers  run              warning  1 idle
            memory   executor 0 on a  fault    too small

            warning: workers of run: --workers 2
            fault: memory of executor 0 on a: add --conf x=y
            """);
  }

  @Test
  void takesExecutorsTogetherOfWhichTheSameWasFound() {
    List<Finding> findings =
        IntStream.range(0, 6)
            .mapToObj(i -> Finding.ok("java", "executor " + i + " on h" + i, i == 4 ? "21" : "17"))
            .toList();

    assertThat(new Diagnosis(findings).findings())
        .containsExactly(
            Finding.ok("java", "executors 0 on h0, 1 on h1, 2 on h2, 3 on h3 and 1 more", "17"),
            Finding.ok("java", "executor 4 on h4", "21"));
  }

  @Test
  void faultsKeepARunFromStarting() {
    Diagnosis diagnosis =
        new Diagnosis(
            List.of(FAULT, OK, WARNING, Finding.fault("data", "driver", "gone", "fetch it")));

    assertThat(diagnosis.faults()).isEqualTo(2);
    assertThat(diagnosis.warnings()).isEqualTo(1);
    assertThat(diagnosis.summary()).isEqualTo("2 faults, 1 warning: a training can't start yet");
    assertThat(new Diagnosis(List.of(OK)).summary())
        .isEqualTo("0 faults, 0 warnings: a training can start");
    assertThatThrownBy(() -> diagnosis.require("train"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot run train: memory of executor 0 on a: too small; add --conf x=y\n"
                + "Cannot run train: data of driver: gone; fetch it");
  }

  @Test
  void whatMayPassKeepsItFromStartingNow() {
    Finding busy = Finding.unavailable("task slots", "run", "none is free", "wait");
    Diagnosis diagnosis = new Diagnosis(List.of(OK, busy));

    assertThat(diagnosis.faults()).isEqualTo(1);
    assertThat(diagnosis.mayPass()).isTrue();
    assertThatThrownBy(() -> diagnosis.require("train"))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            failure -> {
              assertThat(failure.problem())
                  .isEqualTo("Cannot run train: task slots of run: none is free");
              assertThat(failure.remedy()).contains("wait");
            });
    assertThat(new Diagnosis(List.of(busy, FAULT)).mayPass()).isFalse();
    assertThatThrownBy(() -> new Diagnosis(List.of(busy, FAULT)).require("train"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void warningsDoNot() {
    assertThatCode(() -> new Diagnosis(List.of(OK, WARNING)).require("train"))
        .doesNotThrowAnyException();
  }
}
