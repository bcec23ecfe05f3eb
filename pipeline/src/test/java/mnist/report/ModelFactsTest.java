package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import mnist.deliveries.Delivery;
import org.junit.jupiter.api.Test;

class ModelFactsTest {

  @Test
  void manyDeliveriesAreCounted() {
    assertThat(ModelFacts.told(List.of("d0001", "d0003"))).isEqualTo("d0001, d0003");
    assertThat(ModelFacts.told(names(6))).startsWith("d0001, d0002, ").endsWith(", d0006");
    assertThat(ModelFacts.told(names(33))).isEqualTo("33, from d0001 to d0033");
  }

  private static List<String> names(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> Delivery.nameOf((long) number << 40))
        .toList();
  }
}
