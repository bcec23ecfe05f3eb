package mnist.evaluate;

/**
 * A kind of error: {@code count} examples of class {@code truth} were taken for {@code prediction}.
 */
public record Confusion(int truth, int prediction, long count) {}
