package mnist.bench.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.records.HoldOut;
import org.junit.jupiter.api.Test;

class SupplyTest {

  private static final HoldOut HOLD_OUT = new HoldOut(3, 0.3);

  private final Calendar calendar = new Calendar(3, 52);

  @Test
  void eachQuarterHasABadDeliveryOfEachKind() {
    for (int before = 0; before < 52; before += 13) {
      assertThat(
              IntStream.rangeClosed(before + 1, before + 13)
                  .mapToObj(calendar::kind)
                  .filter(DeliveryKind.bad()::contains))
          .containsExactlyInAnyOrderElementsOf(DeliveryKind.bad());
    }
    Calendar eight = new Calendar(3, 8);
    assertThat(IntStream.rangeClosed(1, 8).mapToObj(eight::kind))
        .containsAll(DeliveryKind.bad())
        .hasSize(8);
    assertThatThrownBy(() -> new Calendar(3, 7))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("--season must be 8 to 100, but was 7");
  }

  @Test
  void deliveriesFollowFromSeedAndWeekAndHaveNothingOfTheReserve() throws IOException {
    Supply supply = new Supply(calendar, HOLD_OUT);
    Supply again = new Supply(calendar, HOLD_OUT);
    Set<ByteBuffer> seen =
        supply.reserve().values().stream()
            .flatMap(List::stream)
            .map(digit -> ByteBuffer.wrap(digit.image()))
            .collect(Collectors.toCollection(HashSet::new));
    assertThat(seen).hasSize(Supply.RESERVE);
    Set<ByteBuffer> heldOut = new HashSet<>();
    for (Digit digit : supply.delivery(0)) {
      assertThat(seen.add(ByteBuffer.wrap(digit.image()))).isTrue();
      if (HOLD_OUT.holdsOut(digit.image())) {
        heldOut.add(ByteBuffer.wrap(digit.image()));
      }
    }
    for (int week = 1; week <= 52; week++) {
      List<Digit> delivery = supply.delivery(week);
      assertThat(bytes(again.delivery(week))).isEqualTo(bytes(delivery));
      if (calendar.kind(week) == DeliveryKind.HELD_OUT_COPIES) {
        assertThat(bytes(delivery).stream().filter(heldOut::contains)).hasSize(Supply.WEEKLY / 2);
      } else {
        assertThat(bytes(delivery)).as("week %d", week).allMatch(seen::add);
      }
    }
  }

  private static List<ByteBuffer> bytes(List<Digit> digits) {
    return digits.stream().map(digit -> ByteBuffer.wrap(digit.image())).toList();
  }
}
