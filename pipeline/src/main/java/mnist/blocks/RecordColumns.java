package mnist.blocks;

import java.nio.ByteBuffer;
import mnist.input.RecordSchema;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Gathers in arrays what Parquet's reader hands over, one value after the other. */
final class RecordColumns extends RecordMaterializer<Void> {

  private final int pixelsPerImage;
  private final GroupConverter record = new RecordConverter();

  private long[] ids;
  private int[] labels;
  private ByteBuffer pixels;
  private int row;
  private boolean skips;

  // Of the record that is being handed over.
  private long id;
  private int label;
  private Binary image;

  RecordColumns(int pixelsPerImage) {
    this.pixelsPerImage = pixelsPerImage;
  }

  /** The columns to read, of a file's. */
  static MessageType of(MessageType file) {
    return new MessageType(
        file.getName(),
        file.getType(RecordSchema.ID),
        file.getType(RecordSchema.LABEL),
        file.getType(RecordSchema.IMAGE));
  }

  /** Begins a block of so many records. */
  void begin(int rows) {
    ids = new long[rows];
    labels = new int[rows];
    pixels = ByteBuffer.allocate(Math.multiplyExact(rows, pixelsPerImage));
    row = 0;
    skips = false;
  }

  /** What came since {@link #begin}. */
  Block end() {
    return new Block(ids, labels, pixels.array());
  }

  /** Ignores records until {@link #begin}. */
  void skip() {
    skips = true;
  }

  @Override
  public Void getCurrentRecord() {
    return null;
  }

  @Override
  public GroupConverter getRootConverter() {
    return record;
  }

  private void add() {
    if (image == null || image.length() != pixelsPerImage) {
      throw new FaultyRecordException(
          id,
          image == null
              ? "it has no image"
              : "its image has %d bytes, not %d".formatted(image.length(), pixelsPerImage));
    }
    ids[row] = id;
    labels[row] = label;
    pixels.put(image.toByteBuffer());
    row++;
  }

  /** A record's columns, in the order of {@link #of}. */
  private final class RecordConverter extends GroupConverter {

    private final Converter[] columns = {
      new PrimitiveConverter() {
        @Override
        public void addLong(long value) {
          id = value;
        }
      },
      new PrimitiveConverter() {
        @Override
        public void addInt(int value) {
          label = value;
        }
      },
      new PrimitiveConverter() {
        @Override
        public void addBinary(Binary value) {
          image = value;
        }
      }
    };

    @Override
    public Converter getConverter(int column) {
      return columns[column];
    }

    @Override
    public void start() {
      id = 0;
      label = Block.NO_LABEL;
      image = null;
    }

    @Override
    public void end() {
      if (!skips) {
        add();
      }
    }
  }
}
