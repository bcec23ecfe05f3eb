package mnist.blocks;

/** A record that no ingested data have. */
final class FaultyRecordException extends RuntimeException {

  private static final long serialVersionUID = 1;

  FaultyRecordException(long id, String fault) {
    super("of the record with id %d: %s".formatted(id, fault));
  }
}
