package mnist.input;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * The rows of a split up to where its file can't be read any further, which is a fault of the file
 * and not of the task. Storage that doesn't answer, and bugs, are thrown as they are.
 */
public final class ReadRows implements Iterator<Row> {

  private final Iterator<Row> rows;
  private String fault;

  public ReadRows(Iterator<Row> rows) {
    this.rows = rows;
  }

  /** Why there are no more rows; null if all were read. */
  public String fault() {
    return fault;
  }

  @Override
  public boolean hasNext() {
    try {
      return fault == null && rows.hasNext();
    } catch (Exception e) {
      fault = Damage.of(e).orElseThrow(() -> sneaky(e));
      return false;
    }
  }

  /** Spark's iterators read in {@link #hasNext}, or what a call of it would have read. */
  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return rows.next();
  }

  /** Scala's iterators throw what they don't declare. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> E sneaky(Exception thrown) throws E {
    throw (E) thrown;
  }
}
