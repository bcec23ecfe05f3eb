package mnist.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionHistoryTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private final List<Decision> decisions = new ArrayList<>();

  private DecisionHistoryTest decided(DecisionKind kind, String subject) {
    return decided(kind, subject, Map.of());
  }

  private DecisionHistoryTest decided(
      DecisionKind kind, String subject, Map<String, Object> figures) {
    int number = decisions.size() + 1;
    String before = decisions.isEmpty() ? null : decisions.get(number - 2).champion();
    decisions.add(
        new Decision(
            number,
            kind,
            subject,
            null,
            kind.makesChampion() ? subject : before,
            new Account("ada", "example.org"),
            Instant.EPOCH,
            "",
            figures,
            number == 1 ? null : HASH));
    return this;
  }

  private List<String> targets() {
    return new DecisionHistory(decisions).rollbackTargets();
  }

  @Test
  void eachRollbackGoesFurtherBack() {
    assertThat(targets()).isEmpty();
    decided(DecisionKind.FIRST, "v0001");
    assertThat(targets()).isEmpty();
    decided(DecisionKind.PROMOTED, "v0002").decided(DecisionKind.KEPT, "v0003");
    decided(DecisionKind.PROMOTED, "v0004");
    assertThat(targets()).containsExactly("v0002", "v0001");

    decided(DecisionKind.ROLLED_BACK, "v0002");
    assertThat(targets()).as("not to v0004 again").containsExactly("v0001");
    decided(DecisionKind.PROMOTED, "v0005");
    assertThat(targets()).containsExactly("v0002", "v0001");
    decided(DecisionKind.ROLLED_BACK, "v0001");
    assertThat(targets()).isEmpty();
  }

  @Test
  void aRollbackToWhatWasRolledBackCountsAsAPromotion() {
    decided(DecisionKind.FIRST, "v0001").decided(DecisionKind.PROMOTED, "v0002");
    decided(DecisionKind.ROLLED_BACK, "v0001").decided(DecisionKind.ROLLED_BACK, "v0002");

    assertThat(targets()).containsExactly("v0001");
  }

  @Test
  void noRollbackGoesToWhatWasPruned() {
    decided(DecisionKind.FIRST, "v0001").decided(DecisionKind.PROMOTED, "v0002");
    decided(DecisionKind.PROMOTED_BY_HAND, "v0003");
    decided(DecisionKind.PRUNED, null, Map.of("versions", Map.of("v0002", Map.of())));

    assertThat(targets()).containsExactly("v0001");
    assertThat(new DecisionHistory(decisions).pruned()).containsExactly("v0002");
    assertThat(new DecisionHistory(decisions).champions())
        .containsExactly("v0001", "v0002", "v0003");
  }

  @Test
  void theLatestJudgingNamesWhomItJudgedBy() {
    decided(DecisionKind.FIRST, "v0001");
    decided(DecisionKind.PROMOTED, "v0002", Map.of("against", "v0001"));
    decided(
        DecisionKind.KEPT,
        "v0005",
        Map.of("models", List.of(Map.of("version", "v0003")), "against", "v0002", "images", 7));
    decided(DecisionKind.PROMOTED_BY_HAND, "v0004", Map.of("instead_of", "v0009"));

    assertThat(new DecisionHistory(decisions).judged()).containsExactly("v0002", "v0003");
  }
}
